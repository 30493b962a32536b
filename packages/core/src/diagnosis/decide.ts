import { namesIn, supportOf } from './condition.ts';
import { costShapeOf } from './cost-shapes.ts';
import type { FactName } from './fact-names.ts';
import { findFlips } from './flips.ts';
import { METHODS, type Method, type Outcome } from './methods.ts';
import { chooseNextQuestion } from './next-question.ts';
import { type Placement, placeMethods } from './place-methods.ts';
import { reversalOf } from './reversal.ts';
import { type Rule, sentenceOf } from './rule.ts';
import { serve } from './serve.ts';
import { factsOf, type Situation } from './situation.ts';
import type { Evidence, RuledOut, Verdict } from './verdict.ts';
import { RULES_VERSION } from './version.ts';

export type { Verdict } from './verdict.ts';

/** The whole verdict on a situation: pure, and the same for the same facts. */
export function decide(situation: Situation): Verdict {
  const placement = placeMethods(situation);
  const { outcome } = placement;
  const served = serve(outcome, situation);
  const speakers = speakersFor(outcome, placement);
  return {
    method: outcome,
    companions: served.companions,
    path: served.path,
    hosting: served.hosting,
    evidence: evidenceOf([...speakers, ...served.forcing], situation),
    struck: situation.struck,
    ruledOut: METHODS.filter((method) => method !== outcome).map((method) => ruleOut(method, placement, speakers)),
    rules: [...new Set([...[...speakers, ...placement.spoke].map(({ id }) => id), ...served.rules])],
    reasons: reasonsOf(placement, speakers, situation),
    flips: findFlips(situation, outcome),
    nextQuestion: chooseNextQuestion(situation),
    costShape: costShapeOf(outcome, situation, { path: served.path?.choice, hosting: served.hosting?.choice }),
    reversal: reversalOf(outcome, situation),
    facts: factsOf(situation),
    rulesVersion: RULES_VERSION,
  };
}

/** What a verdict rests on when no rule knows the words that were used. */
const BY_WORDING: Readonly<Partial<Record<Outcome, string>>> = {
  prompt: 'What you describe is the kind of problem that a clear instruction with examples usually cures.',
  rag: 'What you describe reads like facts that the model does not have and your material does.',
  routing: 'What you describe reads like easy and hard requests that share one model.',
  marketplace: 'What you describe reads like a specialist model that somebody else maintains.',
  import: 'What you describe reads like weights that exist already and need a place to run.',
};

/** Where neither rules nor words ask for anything more. */
const LIGHTEST = 'The lightest thing to change is what the model is told.';

function reasonsOf({ outcome, isByDefault }: Placement, speakers: readonly Rule[], situation: Situation) {
  const said = speakers.filter(({ effect }) => effect.kind === 'for').map((rule) => sentenceOf(rule, situation));
  const byWording = situation.facts.wording === undefined ? undefined : BY_WORDING[outcome];
  if (said.length === 0 && isByDefault) return outcome === 'prompt' ? [LIGHTEST] : [];
  return said.length === 0 && byWording !== undefined ? [byWording] : said;
}

/** The rules that made the outcome: those for it, strongest first, and those that removed a rival. */
function speakersFor(outcome: Outcome, placement: Placement): readonly Rule[] {
  const supporting = placement.spoke
    .filter((rule) => rule.effect.kind === 'for' && rule.effect.method === outcome)
    .sort((one, other) => weightOf(other) - weightOf(one));
  const removing = placement.spoke.filter((rule) => rule.effect.kind === 'veto' && isBelieved(rule, outcome));
  return [...supporting, ...removing];
}

function weightOf(rule: Rule): number {
  return rule.effect.kind === 'for' ? rule.effect.weight : 0;
}

function evidenceOf(speakers: readonly Rule[], situation: Situation): readonly Evidence[] {
  const names = speakers.flatMap((rule) => rule.when.flatMap((condition) => supportOf(condition, situation)));
  const told = names.length > 0 ? names : readFrom(situation);
  return [...new Set<FactName>(told)].flatMap((name) => evidenceFor(name, situation));
}

/** The sentence that leans furthest first: it is what decided where no rule spoke. */
function readFrom(situation: Situation): readonly FactName[] {
  const names = factsOf(situation).map((fact) => fact.name);
  return names.includes('wording') ? ['wording', ...names] : names;
}

function evidenceFor(name: FactName, situation: Situation): readonly Evidence[] {
  const fact = situation.facts[name];
  if (fact === undefined) return [];
  const hedged = fact.hedged === true ? { hedged: true as const } : {};
  return [{ fact: name, state: fact.state, quote: fact.quote, ...hedged }];
}

/** A veto that the verdict itself was given in spite of is taken for misread words, and no reason for anything else. */
function isBelieved({ effect }: Rule, outcome: Outcome): boolean {
  return effect.kind !== 'veto' || outcome === 'not-enough-info' || !effect.methods.includes(outcome);
}

/** Of all that forbids a method, what rests on the same facts as the verdict comes first. */
function ruleOut(method: Method, placement: Placement, speakers: readonly Rule[]): RuledOut {
  const decided = new Set(
    speakers.filter(({ effect }) => effect.kind === 'for').flatMap(({ when }) => when.flatMap(namesIn)),
  );
  const vetoing = placement.spoke.filter(
    (rule) =>
      rule.effect.kind === 'veto' && rule.effect.methods.includes(method) && isBelieved(rule, placement.outcome),
  );
  const veto = vetoing.find(({ when }) => when.flatMap(namesIn).some((name) => decided.has(name))) ?? vetoing[0];
  if (veto !== undefined) return { method, rule: veto.id, because: veto.because };
  const against = placement.spoke.find((rule) => rule.effect.kind === 'against' && rule.effect.method === method);
  if (against !== undefined) return { method, rule: against.id, because: against.because };
  if (placement.scores[method] > 0)
    return { method, rule: 'LESS-EVIDENCE', because: 'Something speaks for it, and more speaks for the first place.' };
  return { method, rule: 'NO-EVIDENCE', because: 'Nothing you said asks for it.' };
}
