import type { LaunchId, UserId } from '@rung/core/ids.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import { type Approved, type Launch, nextBase, type Refused, type Training } from '@rung/core/launch/launch.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import { mayStopLaunch } from '@rung/core/launch/stop-rule.ts';
import type { Deps } from './deps.ts';
import { giveBack } from './give-back.ts';
import { moveLaunch } from './move-launch.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

type Needs = TellNeeds & Pick<Deps, 'people' | 'jobs'>;

/** A click on a launch's Stop button. */
export interface StopClick {
  readonly launchId: LaunchId;
  readonly by: UserId;
  readonly channel: string;
}

/** "Stop it": the wish is recorded first, so that a job that is just being made is stopped too; then AWS is asked. */
export async function stopLaunch(deps: Needs, click: StopClick): Promise<void> {
  const launch = await deps.launches.find(click.launchId);
  if (!launch) return whisper(deps, click, 'Rung has no record of this launch.');
  if (launch.state !== 'approved' && launch.state !== 'training') return whisper(deps, click, whereItIs(launch));
  const policy = policyIn(launch.card.channel, deps.settings.approval, 'stop');
  const answer = mayStopLaunch(launch, await deps.people.find(click.by), policy);
  if (answer.kind === 'not-allowed') return whisper(deps, click, answer.because);
  if (launch.state === 'approved') return withdraw(deps, launch, click);
  if (!isTrained(launch.recipe)) return whisper(deps, click, 'AWS cannot stop what does not train.');
  if (launch.stop && launch.stop.by !== click.by)
    await whisper(deps, click, `<@${launch.stop.by}> stopped it already.`);
  await stopTraining(deps, launch, click);
}

/** Approved and not yet sent to AWS: it ends as if it had been denied. */
async function withdraw(deps: Needs, launch: Approved, click: StopClick): Promise<void> {
  const reason = { kind: 'denied', by: click.by, atMs: deps.clock.nowMs() } as const;
  const moved = await moveLaunch(deps, launch, {
    to: (from: Approved): Refused => ({ ...nextBase(from), state: 'refused', reason }),
    budget: giveBack(launch.approval, undefined),
  });
  if (moved === 'lost') return stopLaunch(deps, click);
  await tellLaunch(deps, launch);
}

async function stopTraining(deps: Needs, launch: Training, click: StopClick): Promise<void> {
  const wish = { by: click.by, atMs: deps.clock.nowMs() };
  const to = (from: Training): Training => ({ ...from, stop: from.stop ?? wish, version: from.version + 1 });
  if (!launch.stop && (await moveLaunch(deps, launch, { to })) === 'lost') return stopLaunch(deps, click);
  await deps.jobs.stop(launch);
  await tellLaunch(deps, launch);
}

function whereItIs(launch: Exclude<Launch, Approved | Training>): string {
  switch (launch.state) {
    case 'requested':
    case 'checked':
      return 'It is still being checked; nothing was started. Deny it when its card asks for a yes.';
    case 'awaitingApproval':
      return 'It waits for a yes; nothing was started. Press Deny on its card.';
    case 'done':
    case 'made':
      return 'It has finished already.';
    case 'refused':
    case 'failed':
    case 'stopped':
      return 'It has ended already.';
    case 'unknown':
      return 'Nobody knows whether there is a job to stop. Rung looks for it every five minutes.';
    default:
      return launch satisfies never;
  }
}

function whisper(deps: Needs, click: StopClick, detail: string): Promise<void> {
  return deps.messenger.whisper(
    { place: { channel: click.channel }, user: click.by },
    { kind: 'notice', headline: 'Your click stopped nothing.', detail },
  );
}
