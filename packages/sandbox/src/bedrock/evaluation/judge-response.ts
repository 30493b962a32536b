import { distinctWords } from '../small-model/pieces.ts';
import type { Metric } from './evaluation-state.ts';

/** One response beside its reference; without a reference nothing can be said. */
export interface Judged {
  /** From 0 to 1 in the metric's own steps; null where it does not apply. */
  readonly result: number | null;
  readonly explanation: string;
}

const MOST_WORDS = 2_000;
/** Words in common, as F1, from which a response is partly correct. */
const PARTLY = 0.5;
/** Completeness is told in five steps, as Bedrock's evaluator prompts have it. */
const STEPS = 4;

/** The sandbox's evaluator: it compares words, so that the same response always gets the same score, whoever asks. */
export function judgeResponse(metric: Metric, response: string, reference: string): Judged {
  if (reference.trim() === '') return { result: null, explanation: 'There is no reference response to compare with.' };
  const shared = sharing(response, reference);
  switch (metric) {
    case 'Builtin.Correctness':
      return correctness(shared, isSame(response, reference));
    case 'Builtin.Completeness':
      return completeness(shared);
    default:
      return metric satisfies never;
  }
}

interface Shared {
  readonly said: number;
  readonly wanted: number;
  readonly both: number;
}

function sharing(response: string, reference: string): Shared {
  const said = new Set(distinctWords(response, MOST_WORDS));
  const wanted = distinctWords(reference, MOST_WORDS);
  return { said: said.size, wanted: wanted.length, both: wanted.filter((word) => said.has(word)).length };
}

const isSame = (a: string, b: string) => squeezed(a) === squeezed(b);
const squeezed = (text: string) => text.toLowerCase().replaceAll(/\s+/g, '');

function correctness({ said, wanted, both }: Shared, isEqual: boolean): Judged {
  if (isEqual) return { result: 1, explanation: 'The response says what the reference says.' };
  const f1 = said + wanted === 0 ? 0 : (2 * both) / (said + wanted);
  const share = `${both} of ${wanted} words of the reference stand in the response, which has ${said}.`;
  return { result: f1 >= PARTLY ? 0.5 : 0, explanation: share };
}

function completeness({ wanted, both }: Shared): Judged {
  const share = wanted === 0 ? 1 : both / wanted;
  return {
    result: Math.floor(share * STEPS) / STEPS,
    explanation: `${both} of ${wanted} words of the reference stand in the response.`,
  };
}
