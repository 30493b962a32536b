import { tunableIn } from '../dataset/base-models.ts';
import { formatUsd, type MicroUsd } from '../money.ts';
import {
  EMBEDDING_MODEL,
  IMPORTED_MODEL,
  type PriceAnswer,
  type PriceBook,
  type PriceUnit,
  UNIT_WORDS,
} from './price.ts';

/** One price with the words that it is shown under ("training", of a million tokens). */
export interface PriceCell {
  readonly what: string;
  /** Units of the price that the words name: 1000 for a million of what is sold by the thousand. */
  readonly times: number;
  readonly answer: PriceAnswer;
}

export interface PriceRow {
  readonly name: string;
  readonly cells: readonly PriceCell[];
}

const MILLION = 1000;

const OF_A_MODEL: readonly (readonly [PriceUnit, number])[] = [
  ['training-tokens-1k', MILLION],
  ['stored-model-month', 1],
  ['tuned-input-tokens-1k', MILLION],
  ['tuned-output-tokens-1k', MILLION],
  ['input-tokens-1k', MILLION],
  ['output-tokens-1k', MILLION],
  ['model-unit-hour', 1],
  ['model-unit-hour-1-month', 1],
  ['model-unit-hour-6-months', 1],
];

const INSTANCES = ['ml.g5.2xlarge', 'ml.g5.12xlarge', 'ml.g5.48xlarge', 'ml.g6e.xlarge'] as const;

/** Every price in use in a region, by model; tokens by the million. */
export function priceTable(region: string, book: PriceBook): PriceRow[] {
  const cell = (of: string, unit: PriceUnit, words: { what: string; times: number }): PriceCell => ({
    ...words,
    answer: book(of, unit, region),
  });
  return [
    ...tunableIn(region).map(({ id, name }) => ({
      name,
      cells: OF_A_MODEL.map(([unit, times]) => cell(id, unit, { what: UNIT_WORDS[unit], times })),
    })),
    {
      name: 'Imported model, one unit',
      cells: [
        cell(IMPORTED_MODEL, 'import-unit-minute', { what: 'a minute', times: 1 }),
        cell(IMPORTED_MODEL, 'import-unit-month', { what: 'storing a month', times: 1 }),
      ],
    },
    {
      name: 'Titan Text Embeddings V2',
      cells: [cell(EMBEDDING_MODEL, 'input-tokens-1k', { what: 'in', times: MILLION })],
    },
    {
      name: 'Endpoint, an hour',
      cells: INSTANCES.map((type) => cell(type, 'instance-hour', { what: type, times: 1 })),
    },
  ];
}

/** How many prices came from where. */
export function countPrices(rows: readonly PriceRow[]): { live: number; shipped: number; unknown: number } {
  const answers = rows.flatMap(({ cells }) => cells.map(({ answer }) => answer));
  const of = (kind: 'live' | 'shipped') =>
    answers.filter((answer) => answer.kind === 'known' && answer.price.kind === kind).length;
  return { live: of('live'), shipped: of('shipped'), unknown: answers.filter(({ kind }) => kind === 'unknown').length };
}

/** "$3.78", with as many decimals as a small price has. */
export function priceWords({ answer, times }: PriceCell): string {
  if (answer.kind === 'unknown') return 'not known';
  const micro = answer.price.amount * times;
  if (micro % 10_000 === 0) return formatUsd(micro as MicroUsd);
  return `$${(micro / 1_000_000).toFixed(6).replace(/0+$/, '')}`;
}
