import { whyNotSeeCosts } from '@rung/core/cost/bill/who-sees-costs.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'clock' | 'people' | 'book' | 'messenger'>;

interface Asked {
  readonly by: UserId;
  readonly channel: string;
  readonly words: string;
}

/** "Tell us every week": ordered and cancelled by any full member, and seen by the whole channel. */
export async function orderDigest(deps: Needs, asked: Asked): Promise<void> {
  const { by, channel } = asked;
  const refused = whyNotSeeCosts(await deps.people.find(by));
  if (refused !== undefined) return whisper(deps, asked, refused);
  const order = await deps.book.digest(channel);
  switch (asked.words.trim().toLowerCase()) {
    case 'on': {
      if (order) return whisper(deps, asked, `<@${order.by}> has ordered it already. \`/rung digest off\` ends it.`);
      const nowMs = deps.clock.nowMs();
      await deps.book.keepDigest({ channel, by, orderedAtMs: nowMs, lookedAtMs: nowMs, said: undefined });
      return say(deps, asked, {
        headline: 'This channel hears once a week what runs, idles and ends.',
        detail: SKIPPED,
      });
    }
    case 'off':
      if (!order) return whisper(deps, asked, 'There is no digest in this channel. `/rung digest on` orders it.');
      await deps.book.dropDigest(channel);
      return say(deps, asked, {
        headline: 'The weekly digest of this channel is off.',
        detail: 'Alerts and launch cards go on.',
      });
    default:
      return whisper(
        deps,
        asked,
        `The digest of this channel is ${order ? 'on' : 'off'}. Write \`/rung digest on\` or \`/rung digest off\`.`,
      );
  }
}

const SKIPPED = 'A week in which nothing changed and nothing idle cost money is skipped. `/rung digest off` ends it.';

async function say(
  deps: Needs,
  { by, channel }: Asked,
  { headline, detail }: { headline: string; detail: string },
): Promise<void> {
  await deps.messenger.post({ channel }, { kind: 'notice', headline, detail: `By <@${by}>. ${detail}` });
}

function whisper(deps: Needs, { by, channel }: Asked, detail: string): Promise<void> {
  return deps.messenger.whisper(
    { place: { channel }, user: by },
    { kind: 'notice', headline: 'Nothing was changed.', detail },
  );
}
