import { useMemo } from 'preact/hooks';
import { type DeliveryOutcome, type Message, PATHS, type SuggestOutcome } from '../../protocol.ts';
import type { Surface } from '../elements/surface.ts';
import { post } from '../state/ask.ts';
import { usePage } from '../state/page-context.ts';

/** What a click in a message does. */
export function useMessageSurface({ channel, ts }: Message): Surface {
  const { me } = usePage();
  return useMemo(
    () => ({
      act: async (element) =>
        (await post<{ outcome: DeliveryOutcome }>(PATHS.act, { as: me, channel, ts, element })).outcome,
      suggest: async (typing) =>
        (await post<{ outcome: SuggestOutcome }>(PATHS.suggest, { as: me, channel, ts, ...typing })).outcome,
    }),
    [me, channel, ts],
  );
}
