import { METHOD_WORDS } from '@rung/core/diagnosis/methods.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import type { AwaitingApproval, Done, Failed, Launch, Made, Refused, Unknown } from '@rung/core/launch/launch.ts';
import { jobNameOf } from '@rung/core/launch/launch.ts';
import type { CheckedFile, Plan } from '@rung/core/launch/plan.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import { formatUsdAbout, formatUsdLimit } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
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
import { atMost, coveredWords, estimateWords, priceWords } from './estimate-words.ts';
import { judgeBlocks } from './judge-button.ts';
import { verdictHeadline, verdictNext, verdictSentence } from './loss-words.ts';
import { madeHeadline, madeNext, recipeWords, UNDER_WAY } from './recipe-words.ts';

/** Characters of what a finding or AWS says on the card; the whole stands in the thread or in AWS. */
const LONGEST = { finding: 500, why: 1000 } as const;
const NOTHING_DONE = 'Nothing was sent to Bedrock, nothing was spent.';

/** The one card of a launch, as its record stands. `approvers` are ids to name on the waiting card; none means any full member. */
export function launchCard(launch: Launch, approvers: readonly string[]): Drawn {
  const name = `*${safe(launch.recipe.name)}:`;
  switch (launch.state) {
    case 'requested':
      return drawn(`${name} checking.* Reading every line before anything is sent to AWS.`, [asks(launch)]);
    case 'checked':
      return drawn(`${name} checked.* The plan is fixed.`, [asks(launch)]);
    case 'awaitingApproval':
      return waiting(launch, approvers);
    case 'approved':
      return drawn(`${name} approved.* The very bytes that were checked are frozen, then it starts.`, [
        asked(launch),
        approvedBy(launch),
      ]);
    case 'training':
      return drawn(
        `${name} ${UNDER_WAY[launch.recipe.kind]}* since ${moment(launch.startedAtMs)}. ${atMost(launch.plan)}`,
        [
          asked(launch),
          section(
            `*Next:* nothing to do. When it ends, I mention <@${launch.requester}> in this thread${isTrained(launch.recipe) ? ', with the losses' : ''}.`,
          ),
          approvedBy(launch),
        ],
      );
    case 'done':
      return doneCard(launch);
    case 'made':
      return madeCard(launch);
    case 'refused':
      return refusedCard(launch);
    case 'failed':
      return failedCard(launch);
    case 'unknown':
      return unknownCard(launch);
    default:
      return launch satisfies never;
  }
}

const asks = (launch: Launch) => section(`<@${launch.requester}> asks to ${planWords(launch)}`);
const asked = (launch: Launch) => section(`<@${launch.requester}> asked to ${planWords(launch)}`);

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
  return drawn(
    `*${safe(launch.recipe.name)}: waiting for a yes.* ${estimateWords(plan.estimate)}${isTrained(plan.recipe) ? ' once to train' : ''}.`,
    [
      asks(launch),
      ...diagnosisWords(launch),
      ...acceptanceWords(plan),
      section(`*Preflight:* ${warningWords(launch.warnings)}`),
      ...actions(buttons),
      context(
        `Approvers: ${who}. Valid until ${moment(launch.expiresAtMs)}; any change of plan or price needs a new yes.`,
        `${priceWords(plan.estimate)} Plan ${code(launch.planHash.slice(0, 12))}${plan.training ? `, file ${fileWords(plan.training)}` : ''}.`,
      ),
    ],
  );
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

function approvedBy(launch: Extract<Launch, { approval: unknown }>): CardBlock {
  const { approval } = launch;
  const who = approval.by ? `Approved by <@${approval.by}>` : 'Approved automatically, below the threshold,';
  return context(
    `${who} ${moment(approval.atMs)}, for at most ${formatUsdLimit(approval.amount)}. Plan ${code(approval.planHash.slice(0, 12))}.`,
  );
}

function doneCard(launch: Done): Drawn {
  const took = formatDuration(launch.endedAtMs - launch.startedAtMs);
  const cost = launch.cost === undefined ? 'cost not known' : `${formatUsdAbout(launch.cost)} by Rung’s own count`;
  const headline = `*${safe(launch.recipe.name)}: ${verdictHeadline(launch.verdict)}* ${took}, ${cost} (estimate ${estimateWords(launch.plan.estimate)}).`;
  const curve = launch.curve.training.length > 0 ? ' The curve is in the thread.' : '';
  return drawn(headline, [
    section(
      `${safeUpTo(LONGEST.why, verdictSentence(launch.verdict))}${curve}\n*Next:* ${verdictNext(launch.verdict)}`,
    ),
    ...judgeBlocks(launch),
    asked(launch),
    approvedBy(launch),
    context(`Model ${code(launch.modelArn)}`),
  ]);
}

function madeCard(launch: Made): Drawn {
  return drawn(`*${safe(launch.recipe.name)}: ${madeHeadline(launch)}*`, [
    section(`*Next:* ${madeNext(launch)}${launch.note ? `\n*AWS says:* ${safeUpTo(LONGEST.why, launch.note)}` : ''}`),
    asked(launch),
    approvedBy(launch),
  ]);
}

function refusedCard(launch: Refused): Drawn {
  const name = safe(launch.recipe.name);
  const { reason } = launch;
  switch (reason.kind) {
    case 'findings': {
      const [first] = reason.findings;
      const others = reason.findings.length - 1;
      const words = first ? `${place(first)}${safeUpTo(LONGEST.finding, first.message)}` : '';
      const more = others > 0 ? ` ${count(others, 'more finding')} ${others === 1 ? 'is' : 'are'} in the thread.` : '';
      const remedy = first ? `*What to do:* ${safeUpTo(LONGEST.finding, first.remedy)}` : '';
      const again = others > 0 ? ' Then mend what the thread lists, and launch it again.' : '';
      return drawn(`*${name}: not started.* ${words}${more} ${NOTHING_DONE}`, [
        ...(first ? [section(`${remedy}${again}`)] : []),
        asked(launch),
      ]);
    }
    case 'denied': {
      const how = reason.by === launch.requester ? 'withdrawn' : 'denied';
      return drawn(`*${name}: ${how} by <@${reason.by}>*, ${moment(reason.atMs)}. ${NOTHING_DONE}`, [asked(launch)]);
    }
    case 'expired':
      return drawn(`*${name}: expired.* Nobody approved it in a day. ${NOTHING_DONE}`, [
        section('*What to do:* launch it again; prices and data are read anew.'),
        asked(launch),
      ]);
    case 'changed':
      return drawn(`*${name}: not started.* ${safeUpTo(LONGEST.why, reason.what)} ${NOTHING_DONE}`, [
        section('*What to do:* launch it again, so that the new file is checked and approved.'),
        asked(launch),
      ]);
    default:
      return reason satisfies never;
  }
}

function failedCard(launch: Failed): Drawn {
  const where = launch.jobArn ? `Job ${code(launch.jobArn)}` : 'Bedrock refused the call; no job was made.';
  return drawn(`*${safe(launch.recipe.name)}: failed in AWS.* ${safeUpTo(LONGEST.why, launch.why)}`, [
    asked(launch),
    approvedBy(launch),
    context(where),
  ]);
}

function unknownCard(launch: Unknown): Drawn {
  const headline = `*${safe(launch.recipe.name)}: I do not know whether the job started.*`;
  return drawn(`${headline} ${safeUpTo(LONGEST.why, launch.why)}`, [
    section(
      `*What to do:* look in Bedrock, under customization jobs, for ${code(jobNameOf(launch))}. Rung will not start a second one under this launch.`,
    ),
    asked(launch),
  ]);
}

/** "Line 88, column 41: " where the finding has a place. */
export function place(finding: Finding): string {
  if (finding.line === undefined) return '';
  return finding.column === undefined ? `Line ${finding.line}: ` : `Line ${finding.line}, column ${finding.column}: `;
}

function warningWords(findings: readonly Finding[]): string {
  const warnings = findings.filter((finding) => finding.level === 'warn');
  if (warnings.length === 0) return 'every line read, nothing to object to.';
  const shown = warnings
    .slice(0, 3)
    .map((finding) => `• ${place(finding)}${safeUpTo(LONGEST.finding, finding.message)}`);
  const more = warnings.length > 3 ? [`• and ${warnings.length - 3} more`] : [];
  return `${count(warnings.length, 'warning')}\n${[...shown, ...more].join('\n')}`;
}

function fileWords(file: CheckedFile): string {
  return `${count(file.bytes, 'byte')}, sha256 ${code(file.sha256.slice(0, 12))}`;
}
