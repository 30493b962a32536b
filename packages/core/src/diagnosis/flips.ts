import { changeFacts } from './change-facts.ts';
import { type Condition, holds, namesIn } from './condition.ts';
import { AMOUNT_UNITS, type FactName } from './fact-names.ts';
import { wordChange } from './fact-words.ts';
import { METHODS, type Outcome } from './methods.ts';
import { placeMethods } from './place-methods.ts';
import { LARGE_BILL } from './rules/distillation.ts';
import { RULES } from './rules.ts';
import type { Situation } from './situation.ts';
import type { FactChange, Flip } from './verdict.ts';

const MOST_FLIPS = 4;
/** What a person can find out or change by next week; a flip of anything else is true and of little use. */
const WITHIN_REACH: ReadonlySet<FactName> = new Set([
  'bar-met',
  'prompt-works',
  'prompt-falls-short',
  'labelled-pairs',
  'gap-facts',
  'gap-behaviour',
  'gap-skill',
  'gap-language',
  'gap-cost',
  'documents',
  'traffic-volume',
  'task-stable',
  'facts-change',
  'big-model-good',
  'raw-corpus',
  'context-fits',
  'task-narrow',
  'goal-lookup',
  'logged-prompts',
]);
/** True of every verdict, so that it tells nobody anything: named only where nothing else leads there. */
const EASY_TO_SAY: ReadonlySet<FactName> = new Set(['bar-met', 'prompt-works']);
/** True of nearly every problem: named where nothing plainer leads there. */
const VAGUE: ReadonlySet<FactName> = new Set(['facts-change', 'goal-lookup', 'documents']);
const HARD_TO_KNOW = 1.5;
const HARD_TO_USE = 1.2;
/** How many changes within reach weigh as much as one out of reach. */
const OUT_OF_REACH = 3;

/** Facts that some placing rule looks at: only they can move the first place. That there is a bill says nothing; its size does. */
const DECIDING: readonly FactName[] = [
  ...new Set(
    RULES.filter((rule) => ['for', 'against', 'veto'].includes(rule.effect.kind)).flatMap((rule) =>
      rule.when.flatMap(namesIn),
    ),
  ),
].filter((name) => name !== 'bill');

/** For each other outcome within reach, the smallest change of facts that leads to it; fewest changes first. */
export function findFlips(situation: Situation, outcome: Outcome): readonly Flip[] {
  const near = smallestOf(situation, outcome, [...singleChanges(situation), ...completions(situation)]);
  const found =
    near.size > 0 || outcome === 'not-enough-info' ? near : smallestOf(situation, outcome, pairsWithinReach(situation));
  const nearestFirst = [...found]
    .map(([method, changes]) => ({ changes, method, change: changes.map(wordChange).join(', and ') }))
    .sort((one, other) => distanceOf(one.changes) - distanceOf(other.changes));
  const likely = nearestFirst.filter(({ changes }) => isLikely(changes, situation));
  return (likely.length > 0 ? likely : nearestFirst).slice(0, MOST_FLIPS);
}

/** Of more changes at once nobody sees what to do. */
const MOST_CHANGES = 3;
/** How many times what somebody has may become within a plan; a corpus, a traffic or a log of another order is another company. */
const SAME_ORDER = 10;
const OF_ONE_ORDER: ReadonlySet<FactName> = new Set(['raw-corpus', 'traffic-volume', 'logged-prompts']);

function isLikely(changes: readonly FactChange[], situation: Situation): boolean {
  return changes.length <= MOST_CHANGES && changes.every((change) => isOfOneOrder(change, situation));
}

/** Requests and logged prompts of which nothing was said may well be there; a corpus of that size would have been named. */
function isOfOneOrder({ name, amount }: FactChange, situation: Situation): boolean {
  if (amount === undefined || !OF_ONE_ORDER.has(name)) return true;
  const told = situation.facts[name]?.amount?.value;
  if (told === undefined) return name !== 'raw-corpus';
  return amount.value <= told * SAME_ORDER && amount.value * SAME_ORDER >= told;
}

function smallestOf(
  situation: Situation,
  outcome: Outcome,
  tried: readonly (readonly FactChange[])[],
): ReadonlyMap<Outcome, readonly FactChange[]> {
  const found = new Map<Outcome, readonly FactChange[]>();
  for (const changes of tried) {
    const method = outcomeAfter(situation, changes);
    if (method === outcome || method === 'not-enough-info') continue;
    const smallest = shrink(situation, changes, method);
    const earlier = found.get(method);
    if (earlier === undefined || distanceOf(smallest) < distanceOf(earlier)) found.set(method, smallest);
  }
  return found;
}

/** Two things at a time, where no single change and no rule leads anywhere else. */
function pairsWithinReach(situation: Situation): readonly (readonly FactChange[])[] {
  const single = singleChanges(situation).flatMap((changes) =>
    changes.every(({ name }) => WITHIN_REACH.has(name)) ? changes : [],
  );
  return single.flatMap((one, at) =>
    single.slice(at + 1).flatMap((other) => (one.name === other.name ? [] : [[one, other]])),
  );
}

/**
 * Whether a person could find out or bring about all of a flip, and each part of it is something that rules on that method
 * look at: these are worth a line on a card. What merely ends the present method leads to the next best without speaking for it.
 */
export function isWithinReach(flip: Flip): boolean {
  const telling = flip.method === 'prompt' ? ENOUGH_BY_PROMPT : LOOKED_AT.get(flip.method);
  return flip.changes.every(
    ({ name, to }) => WITHIN_REACH.has(name) && to !== 'unknown' && telling?.has(name) === true,
  );
}

/** What would make words enough; another complaint would only be another problem, and a met target says nothing new. */
const ENOUGH_BY_PROMPT: ReadonlySet<FactName> = new Set([
  'context-fits',
  'prompt-works',
  'gap-facts',
  'gap-language',
  'gap-cost',
  'task-stable',
]);

/** The facts that rules for and against each method look at. */
const LOOKED_AT: ReadonlyMap<Outcome, ReadonlySet<FactName>> = new Map(
  METHODS.map((method) => [
    method,
    new Set(
      RULES.filter(
        ({ effect }) =>
          (effect.kind === 'veto' && effect.methods.includes(method)) ||
          ((effect.kind === 'for' || effect.kind === 'against') && effect.method === method),
      ).flatMap(({ when }) => when.flatMap(namesIn)),
    ),
  ]),
);

function distanceOf(changes: readonly FactChange[]): number {
  return changes.reduce((sum, { name, to }) => {
    const step = EASY_TO_SAY.has(name) ? HARD_TO_KNOW : VAGUE.has(name) ? HARD_TO_USE : 1;
    return sum + (WITHIN_REACH.has(name) && to !== 'unknown' ? step : OUT_OF_REACH);
  }, 0);
}

function outcomeAfter(situation: Situation, changes: readonly FactChange[]): Outcome {
  const { outcome, isByDefault } = placeMethods(changeFacts(situation, changes, { quote: '', origin: 'answer' }));
  return isByDefault ? 'not-enough-info' : outcome;
}

/** Every change of one fact: what is unknown first, since that is what a person can still find out. */
function singleChanges(situation: Situation): readonly (readonly FactChange[])[] {
  const unknown = DECIDING.filter((name) => situation.facts[name] === undefined);
  const told = DECIDING.filter((name) => situation.facts[name] !== undefined);
  return [
    ...unknown.flatMap((name) =>
      (['known', 'denied'] as const).flatMap((to) => (to === 'known' && IN_NUMBERS.has(name) ? [] : [[{ name, to }]])),
    ),
    ...told.map((name): FactChange[] => [{ name, to: situation.facts[name]?.state === 'known' ? 'denied' : 'known' }]),
    ...amountChanges(),
  ].filter((changes) => changes.length > 0);
}

/** The number of reviewed pairs that a card names everywhere: in flips as in what would reverse a verdict. */
const ENOUGH_PAIRS = 300;

const TRIED_AMOUNTS: readonly [FactName, number][] = [
  ['labelled-pairs', ENOUGH_PAIRS],
  ['labelled-pairs', 20],
  ['raw-corpus', 10_000_000_000],
  ['raw-corpus', 1_000_000],
  ['traffic-volume', 1_000_000],
  ['traffic-volume', 1_000],
  ['logged-prompts', 10_000],
  ['bill', LARGE_BILL],
];

/** "There are examples" tells nobody how many it takes. */
const IN_NUMBERS: ReadonlySet<FactName> = new Set(TRIED_AMOUNTS.map(([name]) => name));

function amountChanges(): readonly (readonly FactChange[])[] {
  return TRIED_AMOUNTS.map(([name, value]) => [withAmount(name, value)]);
}

function withAmount(name: FactName, value: number): FactChange {
  const unit = AMOUNT_UNITS[name];
  if (unit === undefined) return { name, to: 'known' };
  return { name, to: 'known', amount: { value, unit, ...(unit === 'requests' ? { period: 'month' as const } : {}) } };
}

/** What would have to change for each rule that speaks for a method to speak. */
function completions(situation: Situation): readonly (readonly FactChange[])[] {
  return RULES.filter((rule) => rule.effect.kind === 'for')
    .map((rule) => rule.when.flatMap((condition) => toSatisfy(condition, situation)))
    .filter((changes) => changes.length > 1 && changes.length < 5)
    .flatMap((changes) => [changes, [...changes, ...liftVetoes(situation)]]);
}

function liftVetoes(situation: Situation): readonly FactChange[] {
  const vetoing = placeMethods(situation).spoke.filter((rule) => rule.effect.kind === 'veto');
  const names = vetoing.flatMap((rule) => rule.when.flatMap(namesIn));
  return [...new Set(names)].flatMap((name) => turnRound(name, situation));
}

/** The opposite of what is known of a fact; nothing for what is unknown. */
function turnRound(name: FactName, situation: Situation): readonly FactChange[] {
  const fact = situation.facts[name];
  if (fact === undefined) return [];
  if (name === 'labelled-pairs') return [withAmount(name, ENOUGH_PAIRS)];
  if (name === 'bill') return [withAmount(name, LARGE_BILL)];
  return [{ name, to: fact.state === 'known' ? 'denied' : 'known' }];
}

function toSatisfy(condition: Condition, situation: Situation): readonly FactChange[] {
  if (holds(condition, situation)) return [];
  if (typeof condition === 'string') return [changeTo(condition)];
  if ('any' in condition) return condition.any.slice(0, 1).flatMap((part) => toSatisfy(part, situation));
  if ('all' in condition) return condition.all.flatMap((part) => toSatisfy(part, situation));
  if ('not' in condition) return namesIn(condition.not).map((name) => ({ name, to: 'unknown' }));
  if ('says' in condition) return [{ name: condition.fact, to: 'known' }];
  if ('oneOf' in condition) return [{ name: condition.fact, to: 'known', choice: condition.oneOf[0] ?? '' }];
  const value = condition.atLeast ?? Math.max(0, (condition.below ?? 1) / 2);
  const isTooFewToTell = condition.fact === 'labelled-pairs' && condition.atLeast !== undefined;
  return [withAmount(condition.fact, isTooFewToTell ? Math.max(ENOUGH_PAIRS, value) : value)];
}

function changeTo(condition: string): FactChange {
  const [state, name] = condition.includes(':') ? condition.split(':') : ['known', condition];
  return { name: name as FactName, to: state as FactChange['to'] };
}

/** Leaves out every change that the outcome does not need. */
function shrink(situation: Situation, changes: readonly FactChange[], method: Outcome): readonly FactChange[] {
  for (const dropped of changes) {
    const rest = changes.filter((change) => change !== dropped);
    if (rest.length > 0 && outcomeAfter(situation, rest) === method) return shrink(situation, rest, method);
  }
  return changes;
}
