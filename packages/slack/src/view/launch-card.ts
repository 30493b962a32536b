import type { TrainingEstimate } from '@rung/core/cost/estimate-training.ts';
import { METHOD_WORDS } from '@rung/core/diagnosis/methods.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import type { AwaitingApproval, Failed, Launch, Refused, Unknown } from '@rung/core/launch/launch.ts';
import { jobNameOf } from '@rung/core/launch/launch.ts';
import type { CheckedFile, Plan } from '@rung/core/launch/plan.ts';
import { formatUsd, formatUsdAbout, formatUsdLimit, formatUsdRange } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, type CardBlock, context, type Drawn, moment, safe, section } from './blocks.ts';
import { verdictHeadline, verdictNext } from './loss-words.ts';

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
      return drawn(`${name} approved.* Freezing the very bytes that were checked, then it starts.`, [
        asks(launch),
        approvedBy(launch),
      ]);
    case 'training':
      return drawn(`${name} training* since ${moment(launch.startedAtMs)}. ${atMost(launch.plan)}`, [
        asks(launch),
        approvedBy(launch),
      ]);
    case 'done': {
      const took = formatDuration(launch.endedAtMs - launch.startedAtMs);
      const cost = launch.cost === undefined ? 'cost not known' : `${formatUsdAbout(launch.cost)} by Rung’s own count`;
      const words = `${name} ${verdictHeadline(launch.verdict)}* ${took}, ${cost} (estimate ${estimateWords(launch.plan.estimate)}).`;
      return drawn(words, [
        asks(launch),
        approvedBy(launch),
        section(`*Next:* ${verdictNext(launch.verdict)}`),
        context(`Model \`${safe(launch.modelArn)}\``),
      ]);
    }
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

function drawn(headline: string, rest: readonly CardBlock[]): Drawn {
  return { text: plainWords(headline), blocks: [section(headline), ...rest] };
}

/** The headline without its marks, for notifications. */
function plainWords(mrkdwn: string): string {
  return mrkdwn
    .replaceAll('*', '')
    .replaceAll('\u200b', '')
    .replace(/<!date\^[^|]*\|([^>]*)>/g, '$1');
}

function asks(launch: Launch): CardBlock {
  const { recipe } = launch;
  const epochs = `${recipe.epochs} ${recipe.epochs === 1 ? 'epoch' : 'epochs'}`;
  const plan = 'plan' in launch ? launch.plan : undefined;
  const examples = plan ? `${plan.training.records.toLocaleString('en-US')} examples` : 'the examples';
  const validation = plan?.validation ? `, judged on ${plan.validation.records} held-out ones` : '';
  return section(
    `<@${launch.requester}> asks to fine-tune ${safe(recipe.base.name)} on ${examples} (${epochs}) from \`${safe(recipe.dataset)}\`${validation}, in ${recipe.region}.`,
  );
}

function waiting(launch: AwaitingApproval, approvers: readonly string[]): Drawn {
  const { plan } = launch;
  const value = `${launch.id}:${launch.planHash}`;
  const amount =
    plan.estimate.kind === 'known' ? formatUsdLimit(plan.estimate.high) : `up to ${formatUsd(plan.recipe.budget)}`;
  const who =
    approvers.length > 0 ? approvers.map((id) => `<@${id}>`).join(', ') : 'any full member except the requester';
  const buttons = [
    button({ actionId: ACTIONS.approve, text: `Approve ${amount}`, value, style: 'primary' }),
    button({ actionId: ACTIONS.deny, text: 'Deny', value }),
  ];
  return drawn(`*${safe(launch.recipe.name)}: waiting for a yes.* ${estimateWords(plan.estimate)} once to train.`, [
    asks(launch),
    ...diagnosisWords(launch),
    section(`*Preflight:* ${warningWords(launch.warnings)}`),
    ...actions(buttons),
    context(
      `Approvers: ${who}. Valid until ${moment(launch.expiresAtMs)}; any change of plan or price needs a new yes.`,
      `${priceWords(plan.estimate)} Plan \`${launch.planHash.slice(0, 12)}\`, file ${fileWords(plan.training)}.`,
    ),
  ]);
}

/** What the diagnosis of its thread says, and the reason where it is launched against that. */
function diagnosisWords(launch: Launch): CardBlock[] {
  const { diagnosis, override } = launch;
  if (!diagnosis) return [];
  if (!diagnosis.against || !override)
    return [section(`*Diagnosis of its thread:* ${METHOD_WORDS[diagnosis.method]}; nothing in it forbids a tune.`)];
  const against = `*Against its diagnosis* (${METHOD_WORDS[diagnosis.method]}, rule \`${safe(diagnosis.against.rule)}\`): ${safe(diagnosis.against.because)}`;
  return [section(`${against}\n<@${override.by}> launches it anyway: “${safe(override.reason)}”`)];
}

function approvedBy(launch: Extract<Launch, { approval: unknown }>): CardBlock {
  const { approval } = launch;
  const who = approval.by ? `Approved by <@${approval.by}>` : 'Approved automatically, below the threshold';
  return context(
    `${who} ${moment(approval.atMs)}, for at most ${formatUsdLimit(approval.amount)}. Plan \`${approval.planHash.slice(0, 12)}\`.`,
  );
}

function refusedCard(launch: Refused): Drawn {
  const name = safe(launch.recipe.name);
  const nothing = 'Nothing was sent to Bedrock, nothing was spent.';
  const { reason } = launch;
  switch (reason.kind) {
    case 'findings': {
      const [first] = reason.findings;
      const more = reason.findings.length > 1 ? ` And ${reason.findings.length - 1} more, in the thread.` : '';
      const words = first ? `${place(first)}${safe(first.message)}${more}` : '';
      return drawn(`*${name}: not started.* ${words} ${nothing}`, [
        asks(launch),
        ...(first ? [section(`*What to do:* ${safe(first.remedy)}`)] : []),
      ]);
    }
    case 'denied': {
      const withdrawn = reason.by === launch.requester;
      return drawn(
        `*${name}: ${withdrawn ? 'withdrawn' : 'denied'} by <@${reason.by}>*, ${moment(reason.atMs)}. ${nothing}`,
        [asks(launch)],
      );
    }
    case 'expired':
      return drawn(`*${name}: expired.* Nobody approved it in a day. ${nothing}`, [
        asks(launch),
        section('*What to do:* launch it again; prices and data are read anew.'),
      ]);
    case 'changed':
      return drawn(`*${name}: not started.* ${safe(reason.what)} ${nothing}`, [
        asks(launch),
        section('*What to do:* launch it again, so that the new file is checked and approved.'),
      ]);
    default:
      return reason satisfies never;
  }
}

function failedCard(launch: Failed): Drawn {
  const where = launch.jobArn ? `Job \`${safe(launch.jobArn)}\`` : 'Bedrock refused the call; no job was made.';
  return drawn(`*${safe(launch.recipe.name)}: failed in AWS.* ${safe(launch.why)}`, [
    asks(launch),
    approvedBy(launch),
    context(where),
  ]);
}

function unknownCard(launch: Unknown): Drawn {
  return drawn(`*${safe(launch.recipe.name)}: I do not know whether the job started.* ${safe(launch.why)}`, [
    asks(launch),
    section(
      `*What to do:* look in Bedrock, under customization jobs, for \`${safe(jobNameOf(launch))}\`. Rung will not start a second one under this launch.`,
    ),
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
  const shown = warnings.slice(0, 3).map((finding) => `• ${place(finding)}${safe(finding.message)}`);
  const more = warnings.length > 3 ? [`• and ${warnings.length - 3} more`] : [];
  return `${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}\n${[...shown, ...more].join('\n')}`;
}

export function estimateWords(estimate: TrainingEstimate): string {
  return estimate.kind === 'known' ? formatUsdRange(estimate.low, estimate.high) : 'price not known';
}

function atMost(plan: Plan): string {
  return plan.estimate.kind === 'known'
    ? `${formatUsdLimit(plan.estimate.high)} at most.`
    : `Price not known; approved up to ${formatUsd(plan.recipe.budget)}.`;
}

function priceWords(estimate: TrainingEstimate): string {
  if (estimate.kind === 'unknown') return safe(estimate.why);
  const { price, billedTokens } = estimate;
  const tokens = `${Math.round(billedTokens.estimate).toLocaleString('en-US')} tokens`;
  return `About ${tokens} over all epochs; price as of ${price.asOf} (${price.kind}).`;
}

function fileWords(file: CheckedFile): string {
  return `${file.bytes.toLocaleString('en-US')} bytes, sha256 \`${file.sha256.slice(0, 12)}\``;
}
