import type { Verdict } from '@rung/core/diagnosis/verdict.ts';

/** The question that is asked next, with its answers in the order of their numbers; `null` where none is left. */
export function questionJson({ nextQuestion }: Verdict) {
  return nextQuestion === undefined
    ? null
    : { text: nextQuestion.text, answers: nextQuestion.answers.map(({ label }) => label) };
}

/** A verdict for programs: names as in the case files, `null` where there is none. */
export function verdictJson(id: string | number | null, verdict: Verdict) {
  return {
    id,
    method: verdict.method,
    companions: verdict.companions.map(({ name }) => name),
    path: verdict.path?.choice ?? null,
    hosting: verdict.hosting?.choice ?? null,
    ask: verdict.nextQuestion?.ask ?? null,
    evidence: verdict.evidence.map(({ fact, quote }) => ({ fact, quote })),
    ruledOut: verdict.ruledOut.map(({ method, rule, because }) => ({ method, rule, because })),
    flips: verdict.flips.map(({ change, method }) => ({ change, method })),
    rules: verdict.rules,
  };
}
