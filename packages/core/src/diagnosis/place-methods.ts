import { holds, supportOf } from './condition.ts';
import { ANSWERS_COUNT, isPressed, leaningOf } from './leaning/leaning.ts';
import { forEachOutcome, type OutcomeNumbers } from './leaning/outcome-numbers.ts';
import { METHODS, type Method, type Outcome, TRAINING_METHODS } from './methods.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';
import type { Situation } from './situation.ts';

/** Points that a method has to pass before anything is recommended: one weak hint is not a diagnosis. */
const ENOUGH = 2.9;
/** Points of one unit of leaning; fitted with the weights. */
const POINTS_PER_LEANING = 26;
/** The same where no words were weighed: what facts lean to was learnt beside words, so rules come first without them. */
const POINTS_WITHOUT_WORDS = 8;
/** What a veto takes off while it rests on words alone, which may have been misread; what somebody pressed forbids. */
const VETO_ON_WORDS = 48;

/** How far training has to be ahead of what is lighter: it costs more to be wrong about. */
const AHEAD = 10;

export interface Placement {
  readonly outcome: Outcome;
  readonly scores: Readonly<Record<Method, number>>;
  /** The rule that speaks a veto against a method, where one does; on words alone a method may still win in spite of it. */
  readonly vetoes: ReadonlyMap<Method, Rule>;
  readonly spoke: readonly Rule[];
}

/** Rules that decide the first place. */
const PLACING: readonly Rule[] = RULES.filter((rule) => ['for', 'against', 'veto'].includes(rule.effect.kind));

/** Adds up what the rules say and what facts and words lean to; the most points win, and of equals the lighter method. */
export function placeMethods(situation: Situation): Placement {
  const { spoke, points, vetoes, forbidden } = pointsOf(situation);
  const leaning = leaningOf(situation);
  const perLeaning = situation.facts.wording === undefined ? POINTS_WITHOUT_WORDS : POINTS_PER_LEANING;
  const entries = METHODS.map((method) => [method, points[method] + perLeaning * leaning[method]]);
  const scores = Object.fromEntries(entries) as Placement['scores'];
  const nothing = ENOUGH + perLeaning * leaning['not-enough-info'];
  const outcome = METHODS.filter((method) => !forbidden.has(method) && isEarned(method, spoke)).reduce<Outcome>(
    (best, method) => {
      const most = best === 'not-enough-info' ? nothing : scores[best];
      return scores[method] > most + leadNeeded(method, best) ? method : best;
    },
    'not-enough-info',
  );
  return { outcome, scores, vetoes, spoke };
}

function leadNeeded(method: Method, over: Outcome): number {
  return isTraining(method) && !isTraining(over) ? AHEAD : 0;
}

function isTraining(outcome: Outcome): boolean {
  return outcome !== 'not-enough-info' && TRAINING_METHODS.includes(outcome);
}

interface Points extends Pick<Placement, 'vetoes' | 'spoke'> {
  readonly points: Readonly<Record<Method, number>>;
  /** Methods that a pressed answer rules out. */
  readonly forbidden: ReadonlySet<Method>;
}

function pointsOf(situation: Situation): Points {
  const spoke = PLACING.filter((rule) => speaks(rule, situation));
  const points = Object.fromEntries(METHODS.map((method) => [method, 0])) as Record<Method, number>;
  const vetoes = new Map<Method, Rule>();
  const forbidden = new Set<Method>();
  for (const rule of spoke) {
    const { effect } = rule;
    const isAnswered = restsOnAnswer(rule, situation);
    if (effect.kind === 'for') points[effect.method] += effect.weight * (isAnswered ? ANSWERS_COUNT : 1);
    if (effect.kind === 'against') points[effect.method] -= effect.weight * (isAnswered ? ANSWERS_COUNT : 1);
    for (const method of effect.kind === 'veto' ? effect.methods : []) {
      if (!vetoes.has(method)) points[method] -= VETO_ON_WORDS;
      vetoes.set(method, vetoes.get(method) ?? rule);
      if (isAnswered) forbidden.add(method);
    }
  }
  return { spoke, points, vetoes, forbidden };
}

/** What the rules alone say of each outcome, in units of leaning. */
export function ruledOf(situation: Situation): OutcomeNumbers {
  const { points } = pointsOf(situation);
  return forEachOutcome((outcome) => (outcome === 'not-enough-info' ? ENOUGH : points[outcome]) / POINTS_PER_LEANING);
}

/** Training is earned by a rule on known facts; facts and words that merely lean to it are not enough. */
function isEarned(method: Method, spoke: readonly Rule[]): boolean {
  return !isTraining(method) || spoke.some(({ effect }) => effect.kind === 'for' && effect.method === method);
}

function restsOnAnswer(rule: Rule, situation: Situation): boolean {
  return rule.when
    .flatMap((condition) => supportOf(condition, situation))
    .some((name) => isPressed(situation.facts[name]?.origin));
}

export function speaks(rule: Rule, situation: Situation): boolean {
  return rule.when.every((condition) => holds(condition, situation));
}
