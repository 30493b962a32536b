import type { Fact } from '../situation.ts';
import { forEachOutcome, type OutcomeNumbers } from './outcome-numbers.ts';
import { unpackWeights } from './unpack-weights.ts';
import WEIGHTS from './word-weights.json' with { type: 'json' };
import { wordsOf } from './words-of.ts';

const weightsOf = unpackWeights(WEIGHTS.stems, WEIGHTS.always.length);
/** Short texts are taken for no shorter than this, or one word would decide. */
const FEWEST_WORDS = 8;

const FEWEST_TO_LEAN = 5;

/** One sentence, plain for weighing and as it was written. */
export interface Said {
  readonly plain: string;
  readonly quote: string;
  readonly turn: number;
}

/**
 * What the words of a whole conversation lean to, whatever facts were read in it: for problems told in words that no pattern
 * knows. The quote is the sentence that leans furthest. Undefined of a few words: they lean to anything.
 */
export function readWording(sentences: readonly Said[]): Fact | undefined {
  const words = wordsOf(sentences.map(({ plain }) => plain).join('\n'));
  if (words.size < FEWEST_TO_LEAN) return undefined;
  const leaning = weigh(words);
  const [foremost] = Object.entries(leaning).sort(([, one], [, other]) => other - one);
  const telling = sentences
    .map((said) => ({ said, share: weigh(wordsOf(said.plain))[foremost?.[0] as keyof OutcomeNumbers] }))
    .sort((one, other) => other.share - one.share || (one.said.quote < other.said.quote ? -1 : 1))[0];
  if (telling === undefined) return undefined;
  const { quote, turn } = telling.said;
  return { name: 'wording', state: 'known', quote, turn, origin: 'text', leaning };
}

function weigh(stems: ReadonlySet<string>): OutcomeNumbers {
  const size = Math.sqrt(Math.max(FEWEST_WORDS, stems.size));
  const rows = [...stems].flatMap((stem) => weightsOf(stem) ?? []);
  const width = WEIGHTS.always.length;
  return forEachOutcome((_, column) => {
    let sum = 0;
    for (let at = column; at < rows.length; at += width) sum += rows[at] ?? 0;
    return sum / size + (WEIGHTS.always[column] ?? 0);
  });
}
