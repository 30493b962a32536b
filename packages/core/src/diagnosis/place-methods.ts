import { holds, namesIn, supportOf } from './condition.ts';
import { isPressed, leaningOf, wordsForemost } from './leaning/leaning.ts';
import { forEachOutcome, type OutcomeNumbers } from './leaning/outcome-numbers.ts';
import { METHODS, type Method, type Outcome, TRAINING_METHODS } from './methods.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';
import { factsOf, type Situation, situationOf } from './situation.ts';

/** Points that a method has to pass before anything is recommended: one weak hint is not a diagnosis. */
const ENOUGH = 2.9;
/** Points of one unit of leaning; fitted with the weights. */
const POINTS_PER_LEANING = 26;
/** The same where no words were weighed: what facts lean to was learnt beside words, so rules come first without them. */
const POINTS_WITHOUT_WORDS = 8;
/** What a veto takes off while it rests on words alone, which may have been misread; what somebody pressed forbids. */
const VETO_ON_WORDS = 48;

/** What a rule says counts this many times where it rests on what somebody pressed. */
const ANSWERS_COUNT = 8;

/** How far training has to be ahead of all that is lighter: it costs more to be wrong about. */
const TRAINING_AHEAD = 10;
/** The same where the words as a whole lean to something else: then facts and words are two witnesses who disagree. */
const DOUBTED_TRAINING_AHEAD = 60;
/** How far what is looked up, routed or hosted has to be ahead of a prompt where the words lean to something else. */
const DOUBTED_AHEAD = 20;

export interface Placement {
  readonly outcome: Outcome;
  /** Nothing stands out and something was answered: the outcome is the lightest, and nothing was pressed for it. */
  readonly isByDefault: boolean;
  readonly scores: Readonly<Record<Method, number>>;
  /** The rule that speaks a veto against a method, where one does; on words alone a method may still win in spite of it. */
  readonly vetoes: ReadonlyMap<Method, Rule>;
  readonly spoke: readonly Rule[];
}

/** Rules that decide the first place. */
const PLACING: readonly Rule[] = RULES.filter((rule) => ['for', 'against', 'veto'].includes(rule.effect.kind));

/** Adds up what the rules say and what facts and words lean to; the most points win, and of equals the lighter method. */
export function placeMethods(situation: Situation): Placement {
  const { spoke, points, pressed, vetoes, forbidden } = pointsOf(situation);
  const leaning = leaningOf(situation);
  const perLeaning = situation.facts.wording === undefined ? POINTS_WITHOUT_WORDS : POINTS_PER_LEANING;
  const entries = METHODS.map((method) => [method, points[method] + perLeaning * leaning[method]]);
  const scores = Object.fromEntries(entries) as Placement['scores'];
  const standing = {
    scores,
    nothing: ENOUGH + perLeaning * leaning['not-enough-info'],
    wordsLeanTo: wordsForemost(situation),
    pressed,
  };
  const earned = METHODS.filter((method) => isEarned(method, spoke));
  const open = earned.filter((method) => !forbidden.has(method));
  const isFree = forbidden.size === 0;
  const wished = foremost(earned, isFree ? standing : { ...standing, scores: withoutVetoes(scores, forbidden) });
  const left = forbidden.has(wished) ? open.filter((method) => isSpokenFor(method, points)) : open;
  const found = isFree ? wished : foremost(left, standing);
  const isAnswered = factsOf(situation).some(({ origin }) => isPressed(origin));
  const outcome = found === 'not-enough-info' && isAnswered ? lightestLeft(open, { pressed, wished }) : found;
  return { outcome, isByDefault: outcome !== found && pressed[outcome as Method] <= 0, scores, vetoes, spoke };
}

/** As it would stand had nobody pressed what forbids them. */
function withoutVetoes(scores: Placement['scores'], forbidden: ReadonlySet<Outcome>): Placement['scores'] {
  const entries = METHODS.map((method) => [method, scores[method] + (forbidden.has(method) ? VETO_ON_WORDS : 0)]);
  return Object.fromEntries(entries) as Placement['scores'];
}

/** Where an answer takes the foremost method away the next has to be spoken for by rules: what merely leans to it was told of the first. */
function isSpokenFor(method: Method, points: Points['points']): boolean {
  return points[method] > (isTraining(method) ? TRAINING_AHEAD : ENOUGH);
}

/** Whoever answered never hears less than before: where nothing stands out any more, what was pressed for, else the lightest. */
function lightestLeft(
  open: readonly Method[],
  { pressed, wished }: { readonly pressed: Points['pressed']; readonly wished: Outcome },
): Method {
  const lighter = open.filter((method) => !isTraining(method));
  const lightest = wished === 'cpt' && open.includes('rag') ? 'rag' : 'prompt';
  return lighter.reduce<Method>(
    (best, method) => (pressed[method] > Math.max(0, pressed[best]) ? method : best),
    lightest,
  );
}

interface Standing {
  readonly scores: Placement['scores'];
  /** What not knowing enough scores. */
  readonly nothing: number;
  /** Undefined where no words were weighed, or where somebody says that they were misread. */
  readonly wordsLeanTo: Outcome | undefined;
  readonly pressed: Points['pressed'];
}

/** The lighter methods first, then what trains: it has to be ahead of each of them by its lead, so that what speaks for them never helps it. */
function foremost(open: readonly Method[], { scores, nothing, wordsLeanTo, pressed }: Standing): Outcome {
  const scoreOf = (outcome: Outcome) => (outcome === 'not-enough-info' ? nothing : scores[outcome]);
  const isDoubted = (method: Method) => wordsLeanTo !== undefined && wordsLeanTo !== method && pressed[method] <= 0;
  const isAheadOf = (method: Method, other: Outcome) =>
    scoreOf(method) > scoreOf(other) + leadOf(method, { over: other, isDoubted: isDoubted(method) });
  const lighter = open.filter((method) => !isTraining(method));
  const best = lighter.reduce<Outcome>(
    (sofar, method) => (isAheadOf(method, sofar) ? method : sofar),
    'not-enough-info',
  );
  const toBeat: readonly Outcome[] = ['not-enough-info', ...lighter];
  const trained = open.filter((method) => isTraining(method) && toBeat.every((other) => isAheadOf(method, other)));
  return trained.reduce<Outcome>(
    (sofar, method) => (sofar === best || scoreOf(method) > scoreOf(sofar) ? method : sofar),
    best,
  );
}

/** How far ahead of another a method has to be; a model of somebody else's is no smaller thing to take on than training one. */
function leadOf(method: Method, { over, isDoubted }: { readonly over: Outcome; readonly isDoubted: boolean }): number {
  if (method === 'prompt') return 0;
  if (!isTraining(method)) return isDoubted ? DOUBTED_AHEAD : 0;
  if (over === 'import' || over === 'marketplace') return 0;
  return isDoubted ? DOUBTED_TRAINING_AHEAD : TRAINING_AHEAD;
}

function isTraining(method: Method): boolean {
  return TRAINING_METHODS.includes(method);
}

interface Points extends Pick<Placement, 'vetoes' | 'spoke'> {
  readonly points: Readonly<Record<Method, number>>;
  /** Of these the points that rest on a pressed answer. */
  readonly pressed: Readonly<Record<Method, number>>;
  /** Methods that a pressed answer rules out. */
  readonly forbidden: ReadonlySet<Outcome>;
}

function pointsOf(situation: Situation): Points {
  const spoke = PLACING.filter((rule) => speaks(rule, situation));
  const [points, pressed] = [{ ...NONE }, { ...NONE }];
  const vetoes = new Map<Method, Rule>();
  const forbidden = new Set<Outcome>();
  const isNew = newByAnswers(situation);
  for (const rule of spoke) {
    const { effect } = rule;
    const isAnswered = isNew(rule);
    if (effect.kind === 'for' || effect.kind === 'against') {
      const counted = effect.weight * (isAnswered ? ANSWERS_COUNT : 1) * (effect.kind === 'for' ? 1 : -1);
      points[effect.method] += counted;
      if (isAnswered) pressed[effect.method] += counted;
    }
    for (const method of effect.kind === 'veto' ? effect.methods : []) {
      if (!vetoes.has(method)) points[method] -= VETO_ON_WORDS;
      vetoes.set(method, vetoes.get(method) ?? rule);
      if (restsOnAnswer(rule, situation)) forbidden.add(method);
    }
  }
  return { spoke, points, pressed, vetoes, forbidden };
}

const NONE = Object.fromEntries(METHODS.map((method) => [method, 0])) as Record<Method, number>;

/** What the rules alone say of each outcome, in units of leaning. */
export function ruledOf(situation: Situation): OutcomeNumbers {
  const { points } = pointsOf(situation);
  return forEachOutcome((outcome) => (outcome === 'not-enough-info' ? ENOUGH : points[outcome]) / POINTS_PER_LEANING);
}

/** Training is earned by a rule on known facts; facts and words that merely lean to it are not enough. */
function isEarned(method: Method, spoke: readonly Rule[]): boolean {
  return !isTraining(method) || spoke.some(({ effect }) => effect.kind === 'for' && effect.method === method);
}

/** Which rules speak only because of what was pressed: what was told already weighs no more for being told again. */
function newByAnswers(situation: Situation): (rule: Rule) => boolean {
  const facts = factsOf(situation);
  const pressed = new Set(facts.filter(({ origin }) => isPressed(origin)).map(({ name }) => name));
  if (pressed.size === 0) return () => false;
  const before = situationOf(facts.filter(({ name }) => !pressed.has(name)));
  return (rule) => looksAt(rule).some((name) => pressed.has(name)) && !speaks(rule, before);
}

const LOOKS_AT = new Map(PLACING.map((rule) => [rule, rule.when.flatMap(namesIn)]));
const looksAt = (rule: Rule) => LOOKS_AT.get(rule) ?? [];

function restsOnAnswer(rule: Rule, situation: Situation): boolean {
  return rule.when
    .flatMap((condition) => supportOf(condition, situation))
    .some((name) => isPressed(situation.facts[name]?.origin));
}

export function speaks(rule: Rule, situation: Situation): boolean {
  return rule.when.every((condition) => holds(condition, situation));
}
