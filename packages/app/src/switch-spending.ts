import { maySwitch, type SpendingSwitch } from '@rung/core/cost/spending-switch.ts';
import type { UserId } from '@rung/core/ids.ts';
import { whyNotAct } from '@rung/core/launch/action-rules.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'people' | 'spending' | 'messenger'>;

interface Asked {
  readonly by: UserId;
  readonly channel: string;
  readonly to: 'on' | 'stopped';
  readonly reason: string;
}

/** "Stop all spending" and "Allow it again": seen by the whole channel, because everybody's launches wait on it. */
export async function switchSpending(deps: Needs, asked: Asked): Promise<void> {
  const person = await deps.people.find(asked.by);
  const { approval } = deps.settings;
  const mayNot = asked.to === 'stopped' ? whyNotAct('halt', { person, channel: asked.channel }, approval) : undefined;
  const refused = mayNot ?? maySwitch(asked.to, person, approval);
  if (refused !== undefined) return whisper(deps, asked, refused);
  const to: SpendingSwitch =
    asked.to === 'on'
      ? { state: 'on' }
      : { state: 'stopped', by: asked.by, atMs: deps.clock.nowMs(), reason: asked.reason || 'no reason given' };
  await deps.spending.write(to);
  await deps.messenger.post({ channel: asked.channel }, { kind: 'notice', ...words(asked) });
}

function words({ by, to, reason }: Asked): { headline: string; detail: string; said?: string } {
  if (to === 'on')
    return { headline: 'Spending is allowed again.', detail: `By <@${by}>. Launch anew what was refused.` };
  return {
    headline: 'All spending is stopped.',
    ...(reason === '' ? {} : { said: reason }),
    detail: `By <@${by}>. Nothing new is approved or sent to AWS; what trains or stands already goes on and has to be stopped on its own card. An approver allows it again with \`/rung resume\`.`,
  };
}

function whisper(deps: Needs, { by, channel }: Asked, detail: string): Promise<void> {
  const card = { kind: 'notice', headline: 'Nothing was changed.', detail } as const;
  return deps.messenger.whisper({ place: { channel }, user: by }, card);
}
