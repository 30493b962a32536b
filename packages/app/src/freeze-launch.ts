import type { LaunchId } from '@rung/core/ids.ts';
import {
  type Approved,
  jobNameOf,
  modelNameOf,
  nextBase,
  type Refused,
  type Training,
} from '@rung/core/launch/launch.ts';
import { type S3Uri, s3Uri } from '@rung/core/s3-uri.ts';
import type { Deps } from './deps.ts';
import { endLaunch } from './end-launch.ts';
import { giveBack } from './give-back.ts';
import { tellLaunch } from './tell-launch.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'launches' | 'messenger' | 'datasets'>;

/** The parts of CreateModelCustomizationJob that the workflow puts into its call. */
export interface JobRequest {
  readonly baseModelIdentifier: string;
  readonly jobName: string;
  readonly customModelName: string;
  /** Derived from the launch: AWS ignores a repeat of it. */
  readonly clientRequestToken: string;
  readonly roleArn: string;
  readonly hyperParameters: Readonly<Record<string, string>>;
  readonly trainingUri: S3Uri;
  readonly validationUri?: S3Uri;
  readonly outputUri: S3Uri;
  /** As the workflow's Parameters want them: PascalCase. */
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

export type AfterFreeze = {
  readonly next: 'train' | 'train-with-validation' | 'ended';
  readonly request: JobRequest | null;
};

/** "Train exactly what was approved": copies the checked bytes to a place of ours and hands the workflow its request. */
export async function freezeLaunch(deps: Needs, id: LaunchId): Promise<AfterFreeze> {
  const launch = await deps.launches.find(id);
  if (launch?.state === 'refused') await endLaunch(deps, launch);
  if (launch?.state !== 'approved' && launch?.state !== 'training') return { next: 'ended', request: null };
  const training = await deps.datasets.freeze(launch.plan.training);
  const validation = launch.plan.validation ? await deps.datasets.freeze(launch.plan.validation) : undefined;
  if (training === 'changed' || validation === 'changed') return refuseChanged(deps, launch);
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
  return {
    next: validation ? 'train-with-validation' : 'train',
    request: jobRequest(deps, launch, { training, validation }),
  };
}

function jobRequest(
  deps: Needs,
  launch: Approved | Training,
  files: { training: S3Uri; validation: S3Uri | undefined },
): JobRequest {
  const { settings } = deps;
  return {
    baseModelIdentifier: launch.recipe.base.id,
    jobName: jobNameOf(launch),
    customModelName: modelNameOf(launch),
    clientRequestToken: launch.id.replace('_', '-'),
    roleArn: settings.bedrockRoleArn,
    hyperParameters: launch.recipe.hyperParameters,
    trainingUri: files.training,
    ...(files.validation ? { validationUri: files.validation } : {}),
    outputUri: s3Uri(settings.bucket, `output/${launch.id}`),
    tags: [
      { Key: 'rung:launch', Value: launch.id },
      { Key: 'rung:requester', Value: launch.requester },
    ],
  };
}

async function refuseChanged(deps: Needs, launch: Approved | Training): Promise<AfterFreeze> {
  const what = `${launch.recipe.dataset} is no longer the file that was checked and approved.`;
  const refused: Refused = { ...nextBase(launch), state: 'refused', reason: { kind: 'changed', what } };
  if ((await deps.launches.move(refused, giveBack(launch.approval, undefined))) === 'moved')
    await endLaunch(deps, refused);
  return { next: 'ended', request: null };
}
