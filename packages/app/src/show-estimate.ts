import { compareServing } from '@rung/core/cost/compare-serving.ts';
import { readEstimate } from '@rung/core/cost/read-estimate.ts';
import { servingChoice } from '@rung/core/cost/serving-choice.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { priceBook } from './price-book.ts';

/** "What would hosting it cost?": every hosting a month at that traffic, and from how many requests it pays. */
export async function showEstimate(
  deps: Pick<Deps, 'messenger' | 'settings' | 'clock' | 'prices'>,
  asked: { by: UserId; channel: string; words: string },
): Promise<void> {
  const to = { place: { channel: asked.channel }, user: asked.by };
  const { region } = deps.settings;
  const read = readEstimate(asked.words, region);
  if (read.kind === 'unclear')
    return deps.messenger.whisper(to, { kind: 'notice', headline: 'Nothing was estimated.', detail: read.because });
  const comparison = compareServing(servingChoice(read.base, region, read.traffic), await priceBook(deps));
  return deps.messenger.whisper(to, { kind: 'estimate', base: read.base.name, comparison });
}
