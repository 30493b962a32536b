import type { PriceFault } from '@rung/core/cost/price-sheet.ts';
import { countPrices, type PriceCell, type PriceRow, priceWords } from '@rung/core/cost/price-table.ts';
import { code, context, count, type Drawn, day, drawn, moment, safe, safeUpTo, section } from './blocks.ts';

const MOST_FAULTS = 30;
const MOST_REASONS = 5;

/** `/rung prices`: how many were read from AWS and when, every one of them, and what AWS had no price for. */
export function priceCard(card: {
  region: string;
  rows: readonly PriceRow[];
  readAtMs: number | undefined;
  faults: readonly PriceFault[];
}): Drawn {
  const { live, shipped, unknown } = countPrices(card.rows);
  const read = card.readAtMs === undefined ? 'AWS was not asked yet' : `AWS was last asked ${moment(card.readAtMs)}`;
  const sums = `${live} of ${live + shipped + unknown} prices are from AWS’s price list, ${shipped} from the table that Rung ships, ${unknown} are not known.`;
  return drawn(
    `*${sums}* ${read}; region ${safe(card.region)}, US dollars before tax and credits, tokens by the million.`,
    [
      ...card.rows.map((row) => section(`*${safe(row.name)}*\n${row.cells.map(cellWords).join(' · ')}`)),
      ...faultLines(card.faults),
      context(
        `A price with a day is from Rung’s own table, read on that day. AWS is asked once a day; ${code('/rung prices refresh')} asks now. What is not known is never taken for nothing, and nothing is approved by itself on it.`,
      ),
    ],
  );
}

function cellWords(cell: PriceCell): string {
  const { answer, what } = cell;
  const dated = answer.kind === 'known' && answer.price.kind === 'shipped' ? ` (${day(answer.price.asOf)})` : '';
  return `${safe(what)} *${priceWords(cell)}*${dated}`;
}

/** One line for each reason, with the usage types that it is the reason of. */
function faultLines(faults: readonly PriceFault[]) {
  const reasons = Map.groupBy(faults, ({ usageType, why }) => why.replace(`${usageType} `, ''));
  return [...reasons].slice(0, MOST_REASONS).map(([why, those]) => {
    const shown = those.slice(0, MOST_FAULTS).map(({ usageType }) => code(usageType));
    const more = those.length > MOST_FAULTS ? ` and ${those.length - MOST_FAULTS} more` : '';
    return section(
      `*No price: ${count(those.length, 'usage type')} ${safeUpTo(200, why)}*\n${shown.join(', ')}${more}`,
    );
  });
}
