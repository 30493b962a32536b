import { onSpikyDay, type ServingComparison } from './compare-serving.ts';
import type { PriceBook } from './price.ts';
import { HOSTING_WORDS, monthlyWords } from './serving-words.ts';
import { busiestHour } from './traffic.ts';

/** The same traffic in another shape of the day: what is even in spikes, and what comes in spikes spread evenly. */
export interface OtherDay {
  readonly shape: 'spiky' | 'even';
  readonly comparison: ServingComparison;
}

const EVEN = { activeHoursADay: 24, busiestHourPercent: 100 };
/** Office hours of one time zone at most, and a rush in them. */
const SPIKY = { activeHoursADay: 6, busiestHourPercent: 500 };

export function otherDay({ choice }: ServingComparison, book: PriceBook): OtherDay {
  const { activeHoursADay, busiestHourPercent } = choice.traffic;
  const shape = activeHoursADay === 24 && busiestHourPercent === 100 ? 'spiky' : 'even';
  return { shape, comparison: onSpikyDay(choice, shape === 'spiky' ? SPIKY : EVEN, book) };
}

/** What the other shape of the day does to each hosting, in a sentence or two. */
export function otherDayWords(now: ServingComparison, { shape, comparison }: OtherDay): string {
  const changed = comparison.hostings.flatMap((way, index) => {
    const before = now.hostings[index];
    if (!before || before.monthly === undefined || before.monthly === way.monthly) return [];
    return [`${HOSTING_WORDS[way.name].toLowerCase()} ${monthlyWords(way)} instead of ${monthlyWords(before)}`];
  });
  const { activeHoursADay, busiestHourPercent } = (shape === 'spiky' ? comparison : now).choice.traffic;
  const day = `${activeHoursADay} hours a day, the busiest with ${busiestHourPercent} % of an average one`;
  const effect = changed.length === 0 ? 'nothing that is billed would change' : changed.join(', ');
  const intro =
    shape === 'spiky'
      ? `If the same requests came in ${day}: ${effect}.`
      : `They come in ${day}. Spread evenly: ${effect}.`;
  return `${intro} ${peakWords((shape === 'spiky' ? comparison : now).choice)}`;
}

/** What a model unit takes is published nowhere, so the busiest hour decides how many a team would have to buy. */
function peakWords({ traffic, requestsPerUnitHour }: ServingComparison['choice']): string {
  const peak = busiestHour(traffic).toLocaleString('en-US');
  if (requestsPerUnitHour !== undefined)
    return `Its busiest hour brings ${peak} requests; provisioned units are counted for it.`;
  return `Its busiest hour brings ${peak} requests: provisioned is counted with one unit, and costs as much again for each more that this hour needs.`;
}
