import { type Condition, holds, namesIn } from '@rung/core/diagnosis/condition.ts';
import { decide } from '@rung/core/diagnosis/decide.ts';
import { AMOUNT_UNITS, FACT_NAMES, type FactName } from '@rung/core/diagnosis/fact-names.ts';
import { type Outcome, TRAINING_METHODS } from '@rung/core/diagnosis/methods.ts';
import { placeMethods, speaks } from '@rung/core/diagnosis/place-methods.ts';
import type { Rule } from '@rung/core/diagnosis/rule.ts';
import { RULES } from '@rung/core/diagnosis/rules.ts';
import { serve } from '@rung/core/diagnosis/serve.ts';
import { emptySituation, type Fact, type Situation, situationOf } from '@rung/core/diagnosis/situation.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeOf, readCases } from './read-fixtures.ts';

function factArbitrary(name: FactName): fc.Arbitrary<Fact> {
  const unit = AMOUNT_UNITS[name];
  const said = {
    name: fc.constant(name),
    quote: fc.constant(name),
    turn: fc.constant(0),
    origin: fc.constant('text' as const),
  };
  const state = fc.constantFrom('known' as const, 'known' as const, 'denied' as const);
  if (unit === undefined) return fc.record({ ...said, state });
  const value = fc.constantFrom(10, 49, 50, 97, 300, 9_999, 40_000, 2_000_000, 5_000_000_000);
  return fc.record({ ...said, state, amount: fc.record({ value, unit: fc.constant(unit) }) });
}

const situations: fc.Arbitrary<Situation> = fc
  .subarray([...FACT_NAMES], { minLength: 0, maxLength: 14 })
  .chain((names) => fc.tuple(...names.map(factArbitrary)))
  .map(situationOf);

const anyFact = fc.constantFrom(...FACT_NAMES);

function without(situation: Situation, name: FactName): Situation {
  return situationOf(Object.values(situation.facts).filter((fact) => fact.name !== name));
}

function withKnown(situation: Situation, name: FactName): Situation {
  const rest = Object.values(situation.facts).filter((fact) => fact.name !== name);
  return situationOf([...rest, { name, state: 'known', quote: name, turn: 0, origin: 'text' }]);
}

const isForTraining = (rule: Rule) => rule.effect.kind === 'for' && TRAINING_METHODS.includes(rule.effect.method);

/** How much a method weighs on the one who takes it: words, lookups and routes, something that stands, something trained. */
function weightOf(outcome: Outcome): number {
  if (outcome === 'not-enough-info' || outcome === 'prompt') return 0;
  if (outcome === 'rag' || outcome === 'routing') return 1;
  return outcome === 'import' || outcome === 'marketplace' ? 2 : 3;
}

/** Whether a condition names the fact as one that has to be known, or the other way round as one that must not be. */
function mentions(condition: Condition, name: FactName, way: 'wanted' | 'excluded'): boolean {
  if (typeof condition === 'string')
    return way === 'wanted' ? condition === name : condition === `unknown:${name}` || condition === `denied:${name}`;
  if ('any' in condition) return condition.any.some((part) => mentions(part, name, way));
  if ('all' in condition) return condition.all.some((part) => mentions(part, name, way));
  if ('not' in condition) return mentions(condition.not, name, way === 'wanted' ? 'excluded' : 'wanted');
  return way === 'wanted' && condition.fact === name;
}

function methodsOf(rule: Rule): readonly Outcome[] {
  if (rule.effect.kind === 'veto') return rule.effect.methods;
  return rule.effect.kind === 'for' || rule.effect.kind === 'against' ? [rule.effect.method] : [];
}

/** Facts that speak only for methods of a weight, and lift no objection to a heavier one. */
function lightEvidence(): readonly { name: FactName; weight: number }[] {
  return FACT_NAMES.flatMap((name) => {
    const placing = RULES.filter((rule) => ['for', 'against', 'veto'].includes(rule.effect.kind));
    const supports = placing.filter(
      (rule) => rule.effect.kind === 'for' && rule.when.some((part) => mentions(part, name, 'wanted')),
    );
    const lifts = placing.filter(
      (rule) => rule.effect.kind !== 'for' && rule.when.some((part) => mentions(part, name, 'excluded')),
    );
    const silences = placing.filter(
      (rule) => rule.effect.kind === 'for' && rule.when.some((part) => mentions(part, name, 'excluded')),
    );
    const hinders = placing.filter(
      (rule) => rule.effect.kind !== 'for' && rule.when.some((part) => mentions(part, name, 'wanted')),
    );
    const weight = Math.max(-1, ...supports.flatMap(methodsOf).map(weightOf));
    const isLight =
      weight >= 0 && weight < 3 && [...lifts].flatMap(methodsOf).every((method) => weightOf(method) <= weight);
    const hitsLighter = [...silences, ...hinders]
      .flatMap(methodsOf)
      .some((method) => weightOf(method) < 3 && weightOf(method) > weight);
    return isLight && !hitsLighter && silences.length === 0 ? [{ name, weight }] : [];
  });
}

describe('The laws of the diagnosis', () => {
  test('knowing nothing is not enough to recommend anything', () => {
    expect(decide(emptySituation()).method).toBe('not-enough-info');
  });

  test('what is missing never speaks for training: taking a fact away lets no such rule speak', () => {
    fc.assert(
      fc.property(situations, anyFact, (situation, name) => {
        const before = RULES.filter((rule) => isForTraining(rule) && speaks(rule, situation));
        const after = RULES.filter((rule) => isForTraining(rule) && speaks(rule, without(situation, name)));

        expect(before).toEqual(expect.arrayContaining(after));
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ['fine-tuning', ['labelled-pairs', 'preference-pairs', 'answers-gradable', 'gap-overfitting', 'tuning-tried']],
    ['cpt', ['raw-corpus']],
    ['distillation', ['big-model-good', 'own-teacher', 'gap-cost', 'gap-speed']],
  ] as const)('%s is never recommended while all of its evidence is unknown', (method, evidence) => {
    fc.assert(
      fc.property(situations, (situation) => {
        const ignorant = evidence.reduce<Situation>((sofar, name) => without(sofar, name), situation);

        expect(placeMethods(ignorant).outcome).not.toBe(method);
      }),
      { numRuns: 400 },
    );
  });

  test('evidence for a lighter method never makes a heavier one win', () => {
    const evidence = lightEvidence();
    expect(evidence.length).toBeGreaterThan(8);
    fc.assert(
      fc.property(situations, fc.constantFrom(...evidence), (situation, { name, weight }) => {
        fc.pre(situation.facts[name] === undefined);

        const before = weightOf(placeMethods(situation).outcome);
        const after = weightOf(placeMethods(withKnown(situation, name)).outcome);

        expect(after).toBeLessThanOrEqual(Math.max(before, weight));
      }),
      { numRuns: 1_500 },
    );
  });

  test('what is trained outside Bedrock is not hosted inside it', () => {
    const inside = ['provisioned', 'on-demand-custom'];
    fc.assert(
      fc.property(situations, fc.constantFrom('fine-tuning' as const, 'distillation' as const), (situation, method) => {
        const { path, hosting } = serve(method, situation);
        if (path?.choice !== 'bedrock') expect(inside).not.toContain(hosting?.choice);
      }),
      { numRuns: 1_500 },
    );
  });

  test('work that can wait does not turn better words into retrieval', () => {
    const said = (name: FactName, value?: number): Fact => {
      const unit = AMOUNT_UNITS[name];
      const amount = unit === undefined || value === undefined ? {} : { amount: { value, unit } };
      return { name, state: 'known', quote: name, turn: 0, origin: 'text', ...amount };
    };
    const situation = situationOf([
      ...(['big-model-named', 'gap-speed', 'task-stable', 'licence', 'internal-material'] as const).map((name) =>
        said(name),
      ),
      ...(['raw-corpus', 'traffic-volume', 'quality-measured'] as const).map((name) => said(name, 10)),
      { ...said('gap-live-data'), state: 'denied' },
    ]);

    expect(weightOf(placeMethods(withKnown(situation, 'offline-work')).outcome)).toBe(
      weightOf(placeMethods(situation).outcome),
    );
  });

  test('a denied fact is no evidence: no condition that wants it holds, and no rule rests on it unless it names the denial', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        for (const { name, state } of Object.values(situation.facts))
          if (state === 'denied') {
            expect(holds(name, situation)).toBe(false);
            expect(holds({ fact: name, atLeast: 0 }, situation)).toBe(false);
          }
      }),
    );
  });

  test('unknown never counts as yes or as no', () => {
    fc.assert(
      fc.property(situations, anyFact, (situation, name) => {
        const ignorant = without(situation, name);

        expect(holds(name, ignorant)).toBe(false);
        expect(holds(`denied:${name}`, ignorant)).toBe(false);
        expect(holds({ fact: name, below: Number.MAX_VALUE }, ignorant)).toBe(false);
      }),
    );
  });

  test('the same facts give the same verdict, in whatever order they were learnt', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const backwards = situationOf(Object.values(situation.facts).toReversed());

        expect(decide(backwards).method).toBe(decide(situation).method);
        expect(decide(situation)).toEqual(decide(situation));
      }),
      { numRuns: 60 },
    );
  });

  test('the order of sentences does not matter', () => {
    const texts = [...readCases('dev.jsonl'), ...readCases('own.jsonl')]
      .map(({ text }) =>
        text.split(/(?<=[.!?])\s+/u).map((sentence) => (/[.!?]$/u.test(sentence) ? sentence : `${sentence}.`)),
      )
      .filter((sentences) => sentences.length > 1);
    fc.assert(
      fc.property(
        fc
          .constantFrom(...texts)
          .chain((sentences) =>
            fc.tuple(fc.constant(sentences), fc.shuffledSubarray(sentences, { minLength: sentences.length })),
          ),
        ([told, shuffled]) => {
          const outcomeOfText = (text: string) => outcomeOf([{ role: 'user', text }]);

          expect(outcomeOfText(shuffled.join(' '))).toBe(outcomeOfText(told.join(' ')));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('no two rules share an id, and every rule for training waits only for facts that are told', () => {
    const ids = RULES.map(({ id }) => id);
    const text = (rule: Rule) => JSON.stringify(rule.when);

    expect(new Set(ids).size).toBe(ids.length);
    expect(RULES.filter((rule) => isForTraining(rule) && /"not"|unknown:/u.test(text(rule)))).toEqual([]);
    expect(RULES.flatMap((rule) => rule.when.flatMap(namesIn)).filter((name) => !FACT_NAMES.includes(name))).toEqual(
      [],
    );
  });
});
