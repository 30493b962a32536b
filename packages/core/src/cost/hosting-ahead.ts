import type { BaseModel } from '../dataset/base-models.ts';
import { costOf, type MicroUsd } from '../money.ts';
import { compareServing, hostsThisBase } from './compare-serving.ts';
import type { Price, PriceAnswer, PriceBook } from './price.ts';
import { servingChoice } from './serving-choice.ts';
import type { HostingName } from './serving-ways.ts';

/** What hosting a tune of this base will cost, as it is known before anything is launched. */
export interface HostingAhead {
  readonly ways: readonly {
    readonly name: HostingName;
    /** A month in which nobody asks; undefined where the price is not known. */
    readonly idle: MicroUsd | undefined;
    /** What its term owes whatever happens; undefined without one. */
    readonly committed: MicroUsd | undefined;
  }[];
  /** What training by a million tokens costs, each epoch of them; undefined where no price is known. */
  readonly training: MicroUsd | undefined;
  /** What a million tokens of the tuned model cost on demand. */
  readonly tokens: { readonly input: MicroUsd; readonly output: MicroUsd } | undefined;
  /** The days of the prices, each once, oldest first. */
  readonly prices: readonly Pick<Price, 'asOf' | 'kind'>[];
}

const NOBODY_ASKS = {
  ...{ requestsAMonth: 0, inputTokens: 0, outputTokens: 0 },
  ...{ activeHoursADay: 24, busiestHourPercent: 100 },
};

/** Every way that takes this very base, for a month without a request: what stands, whatever the traffic turns out to be. */
export function hostingAhead(base: BaseModel, region: string, book: PriceBook): HostingAhead {
  const choice = servingChoice(base, region, NOBODY_ASKS);
  const ways = compareServing(choice, book).hostings.filter(({ name }) => hostsThisBase(name, choice));
  const dated = new Map(
    ways.flatMap(({ prices }) => prices).map(({ asOf, kind }) => [`${kind} ${asOf}`, { asOf, kind }]),
  );
  return {
    training: byMillion(book(base.id, 'training-tokens-1k', region)),
    ways: ways.map(({ name, idle, committed }) => ({ name, idle, committed })),
    tokens: choice.notOnDemand === undefined ? tokensOf(base, region, book) : undefined,
    prices: [...dated.values()].sort((a, b) => a.asOf.localeCompare(b.asOf)),
  };
}

const byMillion = (answer: PriceAnswer) => (answer.kind === 'known' ? costOf(answer.price.amount, 1000) : undefined);

function tokensOf({ id }: BaseModel, region: string, book: PriceBook): HostingAhead['tokens'] {
  const input = byMillion(book(id, 'tuned-input-tokens-1k', region));
  const output = byMillion(book(id, 'tuned-output-tokens-1k', region));
  return input === undefined || output === undefined ? undefined : { input, output };
}
