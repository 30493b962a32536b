import type { LaunchId } from '@rung/core/ids.ts';
import { type AwsRequest, awsRequest, type FrozenFiles, type WorkflowCall } from '@rung/core/launch/aws-request.ts';
import { type Approved, nextBase, type Refused, type Training } from '@rung/core/launch/launch.ts';
import { checkedFolder, type Plan } from '@rung/core/launch/plan.ts';
import { type S3Uri, s3Uri } from '@rung/core/s3-uri.ts';
import type { Deps } from './deps.ts';
import { endLaunch } from './end-launch.ts';
import { giveBack } from './give-back.ts';
import { tellLaunch } from './tell-launch.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'launches' | 'messenger' | 'datasets'>;

export type AfterFreeze = {
  readonly next: WorkflowCall | 'ended';
  readonly request: AwsRequest['request'] | null;
};

/** "Train exactly what was approved": copies the checked bytes to a place of ours and hands the workflow its request. */
export async function freezeLaunch(deps: Needs, id: LaunchId): Promise<AfterFreeze> {
  const launch = await deps.launches.find(id);
  if (launch?.state === 'refused') await endLaunch(deps, launch);
  if (launch?.state !== 'approved' && launch?.state !== 'training') return { next: 'ended', request: null };
  const files = await frozenFiles(deps, launch.plan);
  if ('changed' in files) return refuseChanged(deps, launch, files.changed);
  if (launch.state === 'approved') {
    const { plan, approval, warnings } = launch;
    const next: Training = {
      ...nextBase(launch),
      state: 'training',
      plan,
      approval,
      warnings,
      startedAtMs: deps.clock.nowMs(),
    };
    if ((await deps.launches.move(next)) === 'lost') return freezeLaunch(deps, id);
    await tellLaunch(deps, next);
  }
  const { call, request } = awsRequest(launch, files, {
    roleArn: deps.settings.bedrockRoleArn,
    region: deps.settings.region,
    outputFolder: s3Uri(deps.settings.bucket, `output/${launch.id}`),
  });
  return { next: call, request };
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

async function refuseChanged(deps: Needs, launch: Approved | Training, uri: S3Uri): Promise<AfterFreeze> {
  const what = launch.plan.folder
    ? `${uri} no longer holds the files that were checked and approved.`
    : `${uri} is no longer the file that was checked and approved.`;
  const refused: Refused = { ...nextBase(launch), state: 'refused', reason: { kind: 'changed', what } };
  if ((await deps.launches.move(refused, giveBack(launch.approval, undefined))) === 'moved')
    await endLaunch(deps, refused);
  return { next: 'ended', request: null };
}
