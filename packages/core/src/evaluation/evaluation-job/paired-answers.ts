import type { ArmAnswer } from '../judgement/answer.ts';
import type { ArmName, HeldOutExample } from '../judgement/arms.ts';

/** One example with what both arms said to it. */
export interface PairedAnswers {
  /** What was asked, as one text: Bedrock's evaluator sees no more than this. */
  readonly prompt: string;
  readonly right: string;
  readonly rival: string;
  readonly tuned: string;
}

/** A job takes no more prompts (Bedrock User Guide, model-evaluation-prompt-datasets-judge, read 2026-11-27). */
const MOST_PROMPTS = 1000;

/** The examples that both arms answered with something; an evaluator takes no empty answer. */
export function pairAnswers(
  examples: readonly HeldOutExample[],
  answers: { readonly rival: readonly ArmAnswer[]; readonly tuned: readonly ArmAnswer[] },
): PairedAnswers[] {
  const [rivals, tuned] = [textsOf(answers.rival), textsOf(answers.tuned)];
  return examples.flatMap((example) => {
    const [one, other] = [rivals.get(example.line), tuned.get(example.line)];
    return one && other ? [{ prompt: promptOf(example), right: example.right, rival: one, tuned: other }] : [];
  });
}

const textsOf = (answers: readonly ArmAnswer[]) =>
  new Map(
    answers.flatMap((answer) => (answer.kind === 'answered' && answer.text.trim() ? [[answer.line, answer.text]] : [])),
  );

/** The request as both arms had it, without what an arm adds to it. */
function promptOf({ system, turns }: HeldOutExample): string {
  const said =
    turns.length === 1 ? turns.map(({ text }) => text) : turns.map(({ role, text }) => `${SPEAKERS[role]}: ${text}`);
  return [system, ...said].filter((text) => text !== '').join('\n\n');
}

const SPEAKERS = { user: 'User', assistant: 'Assistant' } as const;

/** As many as a job takes, evenly over all of them; the same ones every time. */
export function sampleOf<T>(pairs: readonly T[], most = MOST_PROMPTS): T[] {
  if (pairs.length <= most) return [...pairs];
  return Array.from({ length: most }, (_, index) => pairs[Math.floor((index * pairs.length) / most)]).filter(
    (pair) => pair !== undefined,
  );
}

/** An arm's answers as JSON Lines in Bedrock's form for own inference responses. */
export function datasetOf(pairs: readonly PairedAnswers[], arm: ArmName): string {
  return pairs
    .map(({ prompt, right, rival, tuned }) => {
      const response = arm === 'tuned' ? tuned : rival;
      const line = { prompt, referenceResponse: right, modelResponses: [{ response, modelIdentifier: arm }] };
      return `${JSON.stringify(line)}\n`;
    })
    .join('');
}
