import { METHOD_WORDS } from '@rung/core/diagnosis/methods.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import type { AwaitingApproval, Launch, Training } from '@rung/core/launch/launch.ts';
import type { CheckedFile, Plan } from '@rung/core/launch/plan.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import { formatUsdLimit } from '@rung/core/money.ts';
import { ACTIONS } from '../action-ids.ts';
import {
  actions,
  button,
  type CardBlock,
  code,
  context,
  count,
  type Drawn,
  drawn,
  moment,
  safe,
  safeUpTo,
  section,
} from './blocks.ts';
import { atMost, coveredWords, estimateWords, onceWords, priceWords } from './estimate-words.ts';
import { hostingAheadWords } from './hosting-ahead-words.ts';
import { stopButton } from './launch-buttons.ts';
import { endCard } from './launch-end-card.ts';
import { recipeWords, UNDER_WAY } from './recipe-words.ts';

/** Characters of what a finding or AWS says on the card; the whole stands in the thread or in AWS. */
export const LONGEST = { finding: 500, why: 1000 } as const;

/** The one card of a launch, as its record stands. `approvers` are ids to name on the waiting card; none means any full member. */
export function launchCard(launch: Launch, approvers: readonly string[]): Drawn {
  const name = `*${safe(launch.recipe.name)}:`;
  switch (launch.state) {
    case 'requested':
      return drawn(`${name} checking.* Reading every line before anything is sent to AWS.`, [
        asks(launch),
        section('*Next:* the price stands here, and whoever has to say yes is asked.'),
      ]);
    case 'checked':
      return drawn(`${name} checked.* The plan is fixed.`, [asks(launch)]);
    case 'awaitingApproval':
      return waiting(launch, approvers);
    case 'approved':
      return drawn(`${name} approved.* The very bytes that were checked are frozen, then it starts.`, [
        asked(launch),
        ...stopButton(launch),
        approvedBy(launch),
      ]);
    case 'training':
      return trainingCard(launch);
    case 'done':
    case 'made':
    case 'refused':
    case 'failed':
    case 'stopped':
    case 'unknown':
      return endCard(launch);
    default:
      return launch satisfies never;
  }
}

function trainingCard(launch: Training): Drawn {
  const name = `*${safe(launch.recipe.name)}:`;
  const { stop } = launch;
  if (stop)
    return drawn(`${name} stopping*, as <@${stop.by}> asked ${moment(stop.atMs)}. ${atMost(launch.plan)}`, [
      section(
        '*Next:* nothing to do. AWS takes a few minutes to end a job; what was trained until then may be billed.',
      ),
      asked(launch),
      approvedBy(launch),
    ]);
  const cost = isTrained(launch.recipe)
    ? `*Cost so far:* AWS names none before the end; the estimate is ${estimateWords(launch.plan.estimate)}.\n`
    : '';
  const end = `When it ends, I mention <@${launch.requester}> in this thread${isTrained(launch.recipe) ? ', with the losses' : ''}.`;
  const next =
    launch.progress === 'stalled'
      ? 'wait, or stop it: the thread says what is known of such jobs.'
      : `nothing to do. ${end}`;
  return drawn(`${name} ${progressWords(launch)} ${atMost(launch.plan)}`, [
    section(`${cost}*Next:* ${next}`),
    asked(launch),
    ...stopButton(launch),
    approvedBy(launch),
  ]);
}

function progressWords(launch: Training): string {
  const since = `since ${moment(launch.startedAtMs)}`;
  const underWay = UNDER_WAY[launch.recipe.kind];
  if (!isTrained(launch.recipe)) return `${underWay}* ${since}.`;
  switch (launch.progress) {
    case 'stalled':
      return `AWS has not begun to train.* It has had the job ${since}.`;
    case 'training':
      return `${underWay}.* AWS has had the job ${since}.`;
    case 'validating':
    case 'processing':
      return `AWS is reading the data.* It has had the job ${since}.`;
    case 'accepted':
    case undefined:
      return `sent to AWS*, ${moment(launch.startedAtMs)}.`;
    default:
      return launch.progress satisfies never;
  }
}

const asks = (launch: Launch) => section(`<@${launch.requester}> asks to ${planWords(launch)}`);
export const asked = (launch: Launch) => section(`<@${launch.requester}> asked to ${planWords(launch)}`);

const planWords = (launch: Launch) => recipeWords(launch.recipe, 'plan' in launch ? launch.plan : undefined);

function waiting(launch: AwaitingApproval, approvers: readonly string[]): Drawn {
  const { plan } = launch;
  const value = `${launch.id}:${launch.planHash}`;
  const amount = coveredWords(plan);
  const who =
    approvers.length > 0
      ? approvers.map((id) => `<@${id}>`).join(', ')
      : `any full member except <@${launch.requester}>`;
  const buttons = [
    button({ actionId: ACTIONS.approve, text: `Approve ${amount}`.trim(), value, style: 'primary' }),
    button({ actionId: ACTIONS.deny, text: 'Deny', value }),
  ];
  return drawn(`*${safe(launch.recipe.name)}: waiting for a yes.* ${onceWords(plan)}`, [
    asks(launch),
    ...(launch.hosting ? [section(hostingAheadWords(launch.hosting))] : []),
    ...diagnosisWords(launch),
    ...acceptanceWords(plan),
    section(
      `*Preflight:* ${warningWords(launch.warnings)}\n*Next:* one of its approvers says yes or no. Nothing is spent before.`,
    ),
    ...actions(buttons),
    context(
      `Approvers: ${who}. Valid until ${moment(launch.expiresAtMs)}; any change of plan or price needs a new yes.`,
      `${priceWords(plan.estimate)} Plan ${code(launch.planHash.slice(0, 12))}${plan.training ? `, file ${fileWords(plan.training)}` : ''}.`,
    ),
  ]);
}

/** What the diagnosis of its thread says, and the reason where it is launched against that. */
function diagnosisWords(launch: Launch): CardBlock[] {
  const { diagnosis, override } = launch;
  if (!diagnosis) return [];
  if (!diagnosis.against || !override)
    return [section(`*Diagnosis of its thread:* ${METHOD_WORDS[diagnosis.method]}; nothing in it forbids a tune.`)];
  const { rule, because } = diagnosis.against;
  const against = `*Against its diagnosis* (${METHOD_WORDS[diagnosis.method]}, rule ${code(rule)}): ${safeUpTo(LONGEST.finding, because)}`;
  return [section(`${against}\n<@${override.by}> launches it anyway: “${safeUpTo(LONGEST.why, override.reason)}”`)];
}

/** Who answers for personal data in the files; the approver says yes to that too. */
function acceptanceWords({ acceptance }: Plan): CardBlock[] {
  if (!acceptance) return [];
  return [
    section(
      `*Personal data in the files*, accepted by <@${acceptance.by}>: “${safeUpTo(LONGEST.why, acceptance.reason)}”`,
    ),
  ];
}

export function approvedBy(launch: Extract<Launch, { approval: unknown }>): CardBlock {
  const { approval } = launch;
  const who = approval.by ? `Approved by <@${approval.by}>` : 'Approved automatically, below the threshold,';
  return context(
    `${who} ${moment(approval.atMs)}, for at most ${formatUsdLimit(approval.amount)}. Plan ${code(approval.planHash.slice(0, 12))}.`,
  );
}

/** "Line 88, column 41: " where the finding has a place. */
export function place(finding: Finding): string {
  if (finding.line === undefined) return '';
  return finding.column === undefined ? `Line ${finding.line}: ` : `Line ${finding.line}, column ${finding.column}: `;
}

function warningWords(findings: readonly Finding[]): string {
  const warnings = findings.filter((finding) => finding.level === 'warn');
  const passed = findings.filter((finding) => finding.level === 'pass').length;
  const inOrder = passed > 0 ? `${count(passed, 'check')} in order` : 'every line read';
  if (warnings.length === 0) return `${inOrder}, nothing to object to.`;
  const shown = warnings
    .slice(0, 3)
    .map((finding) => `• ${place(finding)}${safeUpTo(LONGEST.finding, finding.message)}`);
  const more = warnings.length > 3 ? [`• and ${warnings.length - 3} more`] : [];
  return `${count(warnings.length, 'warning')}${passed > 0 ? `, ${inOrder}` : ''}\n${[...shown, ...more].join('\n')}`;
}

function fileWords(file: CheckedFile): string {
  return `${count(file.bytes, 'byte')}, sha256 ${code(file.sha256.slice(0, 12))}`;
}
