import type { Ledger } from '../chat/ledger.ts';
import { BASE_MODELS } from '../dataset/base-models.ts';
import type { Outcome } from '../diagnosis/methods.ts';
import { costOf, type MicroUsd, sumUsd } from '../money.ts';
import type { Price, PriceBook, PriceUnit } from './price.ts';
import { HOURS_A_MONTH } from './traffic.ts';

/** Hosting that was named and not bought. A problem without a priced base is counted as not known, never as nothing. */
export interface NotSpent {
  /** Problems that asked for a tune and ended at a better prompt or at retrieval. */
  readonly talkedDown: number;
  /** How many of them named base models that all have a dated price. */
  readonly priced: number;
  /** One model unit for a month for each of the priced; undefined when there is none. */
  readonly atMost: MicroUsd | undefined;
  /** ISO dates of the prices, each once, oldest first. */
  readonly pricesAsOf: readonly string[];
}

/** Outcomes that host no model of one's own and train none. */
const DOWN: readonly Outcome[] = ['prompt', 'rag'];
/** Ways to commit to a model unit; the dearest that has a price counts. */
const STANDING: readonly PriceUnit[] = ['model-unit-hour', 'model-unit-hour-1-month', 'model-unit-hour-6-months'];
const TUNING =
  /\bfine[\s-]?tun+(?:e|ing)\b|\b(?:tune|train)\s+(?:it|an?|our|the|my)\b(?!\s+(?:prompts?|staff|team|people|users)\b)/giu;
const REFUSED = /(?:\b(?:not|no|never|without|instead of|rather than|avoid)|n['’]t)(?:\s+[\w-]+){0,3}\s*$/iu;

/** What tuning that was asked for, and turned out not to be needed, would have cost at most to host for a month. */
export function moneyNotSpent(
  ledgers: readonly Pick<Ledger, 'entries' | 'method'>[],
  book: PriceBook,
  region: string,
): NotSpent {
  const texts = ledgers
    .filter(({ method }) => method !== undefined && DOWN.includes(method))
    .map(wordsOf)
    .filter(asksForTuning);
  const prices = texts.flatMap((text) => dearestNamed(text, (id, unit) => book(id, unit, region)) ?? []);
  return {
    talkedDown: texts.length,
    priced: prices.length,
    atMost: prices.length === 0 ? undefined : sumUsd(...prices.map(({ amount }) => costOf(amount, HOURS_A_MONTH))),
    pricesAsOf: [...new Set(prices.map(({ asOf }) => asOf))].sort(),
  };
}

function wordsOf({ entries }: Pick<Ledger, 'entries'>): string {
  return entries.flatMap((entry) => (entry.kind === 'said' ? [entry.text] : [])).join('\n');
}

function asksForTuning(text: string): boolean {
  return [...text.matchAll(TUNING)].some(
    (found) => !REFUSED.test(text.slice(0, found.index).replace(/^.*[.?!\n]/su, '')),
  );
}

/** The dearest price of all base models that a text names; undefined when it names none, or one whose price is not known. */
function dearestNamed(
  text: string,
  priceOf: (id: string, unit: PriceUnit) => ReturnType<PriceBook>,
): Price | undefined {
  const said = ` ${text.toLowerCase().replaceAll(/[\s_-]+/gu, ' ')} `;
  const named = BASE_MODELS.filter(({ name }) => said.includes(shortName(name)));
  const prices = named.map(({ id }) => dearest(STANDING.map((unit) => priceOf(id, unit))));
  return prices.includes(undefined) ? undefined : prices.reduce(dearer, undefined);
}

/** People say "Llama 3.3 70B", not "Llama 3.3 70B Instruct". */
function shortName(name: string): string {
  return name.toLowerCase().replace(/ (?:vision )?instruct$/u, '');
}

function dearest(answers: readonly ReturnType<PriceBook>[]): Price | undefined {
  return answers
    .flatMap((answer) => (answer.kind === 'known' ? [answer.price] : []))
    .reduce<Price | undefined>(dearer, undefined);
}

function dearer(one: Price | undefined, other: Price | undefined): Price | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.amount > one.amount ? other : one;
}
