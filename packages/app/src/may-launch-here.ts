import type { Person } from '@rung/core/chat/person.ts';
import type { UserId } from '@rung/core/ids.ts';
import { whyNotAct } from '@rung/core/launch/action-rules.ts';
import { mayLaunchFrom } from '@rung/core/launch/launch-place.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'people' | 'channels' | 'settings'>;

/** "May I launch here?": why not, in a sentence, when this person may not ask for a launch in this place. */
export async function mayLaunchHere(
  { people, channels, settings }: Needs,
  at: { readonly by: UserId; readonly channel: string },
): Promise<{ readonly person: Person; readonly because: string | undefined }> {
  const [person, channel] = await Promise.all([people.find(at.by), channels.look(at.channel)]);
  const because =
    mayLaunchFrom(channel, person) ?? whyNotAct('launch', { person, channel: at.channel }, settings.approval);
  return { person, because };
}
