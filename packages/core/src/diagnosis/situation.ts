import type { AmountUnit, FactName } from './fact-names.ts';
import type { OutcomeNumbers } from './leaning/outcome-numbers.ts';

export type { FactName } from './fact-names.ts';

export interface Amount {
  readonly value: number;
  readonly unit: AmountUnit;
  /** Requests are always kept per month; money is per month when it recurs. */
  readonly period?: 'month';
}

/** How a fact came to be known. */
export type FactOrigin = 'text' | 'model' | 'answer' | 'correction';

/** One thing that is known or denied of a problem; what is neither is unknown and simply absent. */
export interface Fact {
  readonly name: FactName;
  readonly state: 'known' | 'denied';
  /** The person's words, verbatim; for a pressed button its label. */
  readonly quote: string;
  /** Index of the turn that said it, counted over all turns. */
  readonly turn: number;
  readonly origin: FactOrigin;
  readonly amount?: Amount;
  /** The value of a fact that is a choice: a base model, a region. */
  readonly choice?: string;
  /** Of the wording alone: towards which outcome it leans. */
  readonly leaning?: OutcomeNumbers;
  /** The person was not sure ("maybe", "I think"). */
  readonly hedged?: true;
}

/** Evidence that no longer counts, kept so that a card can show it struck out. */
export interface StruckFact {
  readonly fact: Fact;
  readonly by: { readonly origin: FactOrigin; readonly quote: string };
}

export interface Situation {
  readonly facts: Readonly<Partial<Record<FactName, Fact>>>;
  readonly struck: readonly StruckFact[];
}

export function emptySituation(): Situation {
  return { facts: {}, struck: [] };
}

export function situationOf(facts: readonly Fact[]): Situation {
  return facts.reduce(learn, emptySituation());
}

export function factsOf(situation: Situation): readonly Fact[] {
  return Object.values(situation.facts);
}

/** Adds what was learnt later; an earlier fact of the same name that says something else is struck out. */
export function learn(situation: Situation, fact: Fact): Situation {
  const earlier = situation.facts[fact.name];
  const struck = earlier !== undefined && !agrees(earlier, fact) ? [strike(earlier, fact)] : [];
  return { facts: { ...situation.facts, [fact.name]: fact }, struck: [...situation.struck, ...struck] };
}

/** What a later turn says wins over what an earlier one said. */
export function merge(earlier: Situation, later: Situation): Situation {
  const learnt = factsOf(later).reduce(learn, earlier);
  return { facts: learnt.facts, struck: [...learnt.struck, ...later.struck] };
}

/** A person says how it really is: `known`, `denied`, or `unknown`, which only strikes the old evidence out. */
export function correct(situation: Situation, correction: Correction): Situation {
  if (correction.state !== 'unknown') return learn(situation, { ...correction, state: correction.state });
  const earlier = situation.facts[correction.name];
  if (earlier === undefined) return situation;
  return {
    facts: without(situation.facts, correction.name),
    struck: [...situation.struck, strike(earlier, correction)],
  };
}

export type Correction = Omit<Fact, 'state'> & { readonly state: 'known' | 'denied' | 'unknown' };

function without(facts: Situation['facts'], name: FactName): Situation['facts'] {
  return Object.fromEntries(Object.entries(facts).filter(([key]) => key !== name));
}

function strike(fact: Fact, by: { origin: FactOrigin; quote: string }): StruckFact {
  return { fact, by: { origin: by.origin, quote: by.quote } };
}

function agrees(one: Fact, other: Fact): boolean {
  return one.state === other.state && one.choice === other.choice && one.amount?.value === other.amount?.value;
}
