import { formatUsd } from '../money.ts';
import { cheapest, hostsThisBase, type PricedHosting, type ServingComparison } from './compare-serving.ts';
import type { BreakEven } from './monthly-curve.ts';
import type { HostingName, PromptingName } from './serving-ways.ts';

/** A hosting as somebody from finance would call it. */
export const HOSTING_WORDS: Readonly<Record<HostingName, string>> = {
  'on-demand': 'On demand',
  throughput: 'Provisioned, no term',
  'throughput-1-month': 'Provisioned, 1 month',
  'throughput-6-months': 'Provisioned, 6 months',
  endpoint: 'Own endpoint',
  'endpoint-to-zero': 'Endpoint, to zero',
  import: 'Imported model',
};

export const PROMPTING_WORDS: Readonly<Record<PromptingName, string>> = {
  prompt: 'Good prompt',
  'few-shot': 'Prompt with examples',
  caching: 'Examples, cached',
  retrieval: 'Retrieval',
};

/** How each ends, which is what surprises people. */
const LEAVING: Readonly<Record<HostingName, string>> = {
  'on-demand': 'stops when you stop asking; the stored model goes on',
  throughput: 'can be deleted any hour',
  'throughput-1-month': 'cannot be left before the month ends',
  'throughput-6-months': 'cannot be left before six months end',
  endpoint: 'can be deleted any hour',
  'endpoint-to-zero': 'stops by itself; the first requests after a pause fail for minutes',
  import: 'stops by itself after 5 idle minutes; the first requests after a pause have to be repeated',
};

/** "can be deleted any hour", and what a term owes in any case. */
export function leavingWords({ name, committed }: Pick<PricedHosting, 'name' | 'committed'>): string {
  const owed = committed === undefined ? '' : `: ${formatUsd(committed)} is owed whatever happens`;
  return `${LEAVING[name]}${owed}`;
}

/** "$44,167", "not known". */
export function monthlyWords(way: { monthly: PricedHosting['monthly'] }): string {
  return way.monthly === undefined ? 'not known' : formatUsd(way.monthly);
}

/** "from 1,240,000 requests", "never". */
export function breakEvenWords(answer: BreakEven | undefined): string {
  if (answer === undefined) return 'not known';
  switch (answer.kind) {
    case 'from':
      return `from ${answer.requests.toLocaleString('en-US')}`;
    case 'up-to':
      return `up to ${answer.requests.toLocaleString('en-US')}`;
    case 'always':
    case 'never':
      return answer.kind;
    default:
      return answer satisfies never;
  }
}

/** The whole comparison in a sentence or two. */
export function servingSentence(comparison: ServingComparison): string {
  const requests = `${comparison.choice.traffic.requestsAMonth.toLocaleString('en-US')} requests a month`;
  const light = cheapest(comparison.promptings);
  const hosted = cheapest(comparison.hostings.filter(({ name }) => hostsThisBase(name, comparison.choice)));
  if (!light && !hosted) return `At ${requests} nothing can be compared: no price is known.`;
  if (!hosted) return `At ${requests} no hosting of a tuned model has a known price; ${lightWords(light)}.`;
  const hosting = comparison.hostings.find(({ name }) => name === hosted.name);
  const own = `the cheapest hosting of a tuned model is ${HOSTING_WORDS[hosted.name].toLowerCase()}, ${monthlyWords(hosted)} a month`;
  if (!light || !hosting) return `At ${requests} ${own}; what the base model would cost is not known.`;
  return `At ${requests} ${lightWords(light)}; ${own}. ${crossingWords(hosting, light.name)}`;
}

function lightWords(light: ReturnType<typeof cheapest<PromptingName>>): string {
  if (!light) return 'nor has the base model';
  return `the base model costs ${monthlyWords(light)} a month (${PROMPTING_WORDS[light.name].toLowerCase()})`;
}

function crossingWords(hosting: PricedHosting, light: PromptingName): string {
  const answer = hosting.beats[light];
  switch (answer?.kind) {
    case 'from':
      return `It becomes the cheaper one from ${answer.requests.toLocaleString('en-US')} requests a month on.`;
    case 'up-to':
      return `It is the cheaper one up to ${answer.requests.toLocaleString('en-US')} requests a month.`;
    case 'always':
      return 'It is cheaper at any traffic.';
    case 'never':
      return 'It is never cheaper, at any traffic: only a better answer can justify it.';
    default:
      return 'Where they cross is not known.';
  }
}

/** What stands under a table whose base cannot be hosted in all of its ways; undefined when it can. */
export function otherWeightsWords({ choice }: ServingComparison): string | undefined {
  if (choice.openWeights) return undefined;
  return 'Own endpoint, endpoint to zero and import are for a model with open weights in its place: a tune of this base never leaves Bedrock.';
}

/** The prices that a comparison rests on, each once: "2 Aug 2026, table that Rung ships". */
export function priceDates(comparison: ServingComparison): { asOf: string; kind: 'live' | 'shipped' }[] {
  const all = [...comparison.hostings, ...comparison.promptings].flatMap(({ prices }) => prices);
  const dated = new Map(all.map(({ asOf, kind }) => [`${kind} ${asOf}`, { asOf, kind }]));
  return [...dated.values()].sort((a, b) => a.asOf.localeCompare(b.asOf));
}
