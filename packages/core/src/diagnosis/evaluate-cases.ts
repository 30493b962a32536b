import type { Outcome } from './methods.ts';
import type { Turn } from './read-text.ts';
import type { Verdict } from './verdict.ts';

/** A problem statement with the label that an expert gave it; one line of the case files. */
export interface LabelledCase {
  readonly id: string;
  readonly text: string;
  readonly turns?: readonly Turn[];
  readonly expected: Outcome;
  readonly acceptable: readonly Outcome[];
  readonly companions: readonly string[];
  /** Neither method nor companion may be one of these; also `provisioned` (hosting), `bedrock-path`, `more-epochs`. */
  readonly mustNot: readonly string[];
  readonly ask: readonly string[];
  readonly evidence: readonly string[];
  readonly path?: readonly string[];
  readonly hosting?: readonly string[];
}

export interface CaseScore {
  readonly id: string;
  readonly expected: Outcome;
  readonly method: Outcome;
  readonly strict: boolean;
  readonly lenient: boolean;
  readonly breaches: readonly string[];
  /** Undefined where the label asks for nothing. */
  readonly companions: number | undefined;
  readonly ask: boolean | undefined;
  readonly path: boolean | undefined;
  readonly hosting: boolean | undefined;
  readonly evidence: number | undefined;
}

export interface Score {
  readonly cases: number;
  /** Shares from 0 to 1. */
  readonly strict: number;
  readonly lenient: number;
  readonly breaches: number;
  readonly companions: number;
  readonly ask: number;
  readonly path: number;
  readonly hosting: number;
  readonly evidence: number;
  /** Expected outcome → given outcome → how often. */
  readonly confusion: Readonly<Partial<Record<Outcome, Readonly<Partial<Record<Outcome, number>>>>>>;
  readonly each: readonly CaseScore[];
}

export function turnsOf(labelled: LabelledCase): readonly Turn[] {
  return [{ role: 'user', text: labelled.text }, ...(labelled.turns ?? [])];
}

/** Scores verdicts by what was labelled; `diagnose` is a reader and the decision behind it. */
export function evaluateCases(cases: readonly LabelledCase[], diagnose: (turns: readonly Turn[]) => Verdict): Score {
  const each = cases.map((labelled) => scoreCase(labelled, diagnose(turnsOf(labelled))));
  return {
    cases: cases.length,
    strict: share(each.map((score) => score.strict)),
    lenient: share(each.map((score) => score.lenient)),
    breaches: each.filter((score) => score.breaches.length > 0).length,
    companions: share(each.map((score) => score.companions)),
    ask: share(each.map((score) => score.ask)),
    path: share(each.map((score) => score.path)),
    hosting: share(each.map((score) => score.hosting)),
    evidence: share(each.map((score) => score.evidence)),
    confusion: confusionOf(each),
    each,
  };
}

export function scoreCase(labelled: LabelledCase, verdict: Verdict): CaseScore {
  const named = new Set(verdict.companions.map(({ name }): string => name));
  const ask = verdict.nextQuestion?.ask;
  const quotes = verdict.evidence.map(({ quote }) => quote);
  return {
    id: labelled.id,
    expected: labelled.expected,
    method: verdict.method,
    strict: verdict.method === labelled.expected,
    lenient: [labelled.expected, ...labelled.acceptable].includes(verdict.method),
    breaches: labelled.mustNot.filter((forbidden) => breaks(forbidden, verdict)),
    companions: recall(labelled.companions, (name) => named.has(name)),
    ask: labelled.ask.length === 0 ? undefined : ask !== undefined && labelled.ask.includes(ask),
    path: labelled.path?.includes(verdict.path?.choice ?? ''),
    hosting: labelled.hosting?.includes(verdict.hosting?.choice ?? ''),
    evidence: recall(labelled.evidence, (phrase) => quotes.some((quote) => overlap(phrase, quote))),
  };
}

function breaks(forbidden: string, verdict: Verdict): boolean {
  if (forbidden === 'provisioned') return verdict.hosting?.choice === 'provisioned';
  if (forbidden === 'bedrock-path') return verdict.path?.choice === 'bedrock';
  if (forbidden === 'more-epochs') return verdict.reasons.some((reason) => /more epochs/iu.test(reason));
  return verdict.method === forbidden || verdict.companions.some(({ name }) => name === forbidden);
}

function recall(wanted: readonly string[], has: (one: string) => boolean): number | undefined {
  return wanted.length === 0 ? undefined : wanted.filter(has).length / wanted.length;
}

/** Half of the words of the shorter of two phrases stand in the other. */
function overlap(phrase: string, quote: string): boolean {
  const one = wordsOf(phrase);
  const other = wordsOf(quote);
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared > 0 && shared >= Math.min(one.size, other.size) / 2;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function share(values: readonly (boolean | number | undefined)[]): number {
  const counted = values.filter((value) => value !== undefined);
  return counted.length === 0 ? 1 : counted.reduce<number>((sum, value) => sum + Number(value), 0) / counted.length;
}

function confusionOf(each: readonly CaseScore[]): Score['confusion'] {
  const table: Partial<Record<Outcome, Partial<Record<Outcome, number>>>> = {};
  for (const { expected, method } of each) {
    const row = table[expected] ?? {};
    row[method] = (row[method] ?? 0) + 1;
    table[expected] = row;
  }
  return table;
}
