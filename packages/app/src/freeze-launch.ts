import type { LaunchId } from '@rung/core/ids.ts';
import { type AwsRequest, awsRequest, type FrozenFiles, type WorkflowCall } from '@rung/core/launch/aws-request.ts';
import { type Approved, nextBase, type Refused, type Stopped, type Training } from '@rung/core/launch/launch.ts';
import { checkedFolder, hashPlan, type Plan } from '@rung/core/launch/plan.ts';
import { type S3Uri, s3Uri } from '@rung/core/s3-uri.ts';
import type { Deps } from './deps.ts';
import { giveBack } from './give-back.ts';
import { moveLaunch } from './move-launch.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

type Needs = TellNeeds & Pick<Deps, 'datasets' | 'jobs' | 'spending'>;

export type AfterFreeze = {
  readonly next: WorkflowCall | 'ended';
  readonly request: AwsRequest['request'] | null;
};

/** "Train exactly what was approved": copies the checked bytes to a place of ours and hands the workflow its request. */
export async function freezeLaunch(deps: Needs, id: LaunchId): Promise<AfterFreeze> {
  const launch = await deps.launches.find(id);
  if (launch?.state !== 'approved' && launch?.state !== 'training') return ended(deps, launch);
  if (launch.state === 'approved' && (await deps.spending.read()).state === 'stopped')
    return refuseStopped(deps, launch);
  // What was approved is what runs: a record that was changed by hand starts nothing.
  if (hashPlan(launch.plan) !== launch.approval.planHash) return refuseChanged(deps, launch, NOT_APPROVED);
  const files = await frozenFiles(deps, launch.plan);
  if ('changed' in files) return refuseChanged(deps, launch, changedWords(launch.plan, files.changed));
  if (launch.state === 'approved') {
    const started = await moveLaunch(deps, launch, { to: (from) => startOf(deps, from) });
    if (typeof started === 'string') return freezeLaunch(deps, id);
  } else if (launch.stop && !(await deps.jobs.find(launch))) return endBeforeJob(deps, launch);
  await tellLaunch(deps, launch);
  const { call, request } = awsRequest(launch, files, {
    roleArn: deps.settings.bedrockRoleArn,
    region: deps.settings.region,
    outputFolder: s3Uri(deps.settings.bucket, `output/${launch.id}`),
    modelKey: deps.settings.modelKey,
  });
  return { next: call, request };
}

function startOf(deps: Needs, launch: Approved): Training {
  const { plan, approval, warnings } = launch;
  return { ...nextBase(launch), state: 'training', plan, approval, warnings, startedAtMs: deps.clock.nowMs() };
}

async function ended(deps: Needs, launch: { readonly id: LaunchId } | undefined): Promise<AfterFreeze> {
  if (launch) await tellLaunch(deps, launch);
  return { next: 'ended', request: null };
}

/** Somebody stopped it between this step and its repeat, and no job was made: none is made now. */
async function endBeforeJob(deps: Needs, launch: Training): Promise<AfterFreeze> {
  const to = (from: Training): Stopped => {
    const { plan, approval, startedAtMs, stop } = from;
    const end = { by: stop?.by, startedAtMs, endedAtMs: deps.clock.nowMs(), jobArn: undefined };
    return { ...nextBase(from), ...end, state: 'stopped', plan, approval };
  };
  await moveLaunch(deps, launch, { to, budget: giveBack(launch.approval, undefined) });
  return ended(deps, launch);
}

/** Copies of the very bytes that were checked; a folder is listed again instead, because weights are too large to copy. */
async function frozenFiles(
  deps: Pick<Deps, 'datasets'>,
  plan: Plan,
): Promise<FrozenFiles | { readonly changed: S3Uri }> {
  const { training, validation, folder } = plan;
  if (folder) {
    const look = await deps.datasets.list(folder.uri);
    const isSame = look.kind === 'listed' && checkedFolder(look).sha256 === folder.sha256;
    return isSame ? { training: undefined, validation: undefined } : { changed: folder.uri };
  }
  const trainingCopy = training && (await deps.datasets.freeze(training));
  const validationCopy = validation && (await deps.datasets.freeze(validation));
  if (training && trainingCopy === 'changed') return { changed: training.uri };
  if (validation && validationCopy === 'changed') return { changed: validation.uri };
  return { training: copyOf(trainingCopy), validation: copyOf(validationCopy) };
}

const copyOf = (frozen: S3Uri | 'changed' | undefined) => (frozen === 'changed' ? undefined : frozen);

/** Spending was stopped after the yes and before AWS was asked: nothing starts, and the reservation is given back. */
async function refuseStopped(deps: Needs, launch: Approved): Promise<AfterFreeze> {
  const finding = {
    level: 'stop',
    rule: 'spending-stopped',
    message: 'All spending was stopped after this was approved.',
    remedy: 'Launch it again once an approver has allowed spending with /rung resume.',
  } as const;
  const reason = { kind: 'findings', findings: [finding] } as const;
  const to = (from: Approved): Refused => ({ ...nextBase(from), state: 'refused', reason });
  const moved = await moveLaunch(deps, launch, { to, budget: giveBack(launch.approval, undefined) });
  return moved === 'lost' ? freezeLaunch(deps, launch.id) : ended(deps, launch);
}

const NOT_APPROVED = 'Its recorded plan is not the one that was approved.';

function changedWords({ folder }: Plan, uri: S3Uri): string {
  if (folder) return `${uri} no longer holds the files that were checked and approved.`;
  return `${uri} is no longer the file that was checked and approved.`;
}

async function refuseChanged(deps: Needs, launch: Approved | Training, what: string): Promise<AfterFreeze> {
  const reason = { kind: 'changed', what } as const;
  const to = (from: Approved | Training): Refused => ({ ...nextBase(from), state: 'refused', reason });
  const moved = await moveLaunch(deps, launch, { to, budget: giveBack(launch.approval, undefined) });
  return moved === 'lost' ? freezeLaunch(deps, launch.id) : ended(deps, launch);
}
