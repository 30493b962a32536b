import { ASK_AGAIN_MS, bookOf } from '@rung/core/cost/price-sheet.ts';
import { priceTable } from '@rung/core/cost/price-table.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { refreshPrices } from './refresh-prices.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'prices' | 'priceList' | 'messenger'>;

/** "Which prices do you use?": all of them with their source and day; with `anew`, AWS is asked first. */
export async function showPrices(deps: Needs, asked: { by: UserId; channel: string; anew: boolean }): Promise<void> {
  const { region } = deps.settings;
  const nowMs = deps.clock.nowMs();
  const kept = await deps.prices.find(region);
  const mayAsk = kept === undefined || nowMs - kept.readAtMs >= ASK_AGAIN_MS;
  const sheet = asked.anew && mayAsk ? await refreshPrices(deps) : kept;
  const to = { place: { channel: asked.channel }, user: asked.by };
  const rows = priceTable(region, bookOf(sheet, nowMs));
  await deps.messenger.whisper(to, {
    kind: 'prices',
    region,
    rows,
    readAtMs: sheet?.readAtMs,
    faults: sheet?.faults ?? [],
  });
}
