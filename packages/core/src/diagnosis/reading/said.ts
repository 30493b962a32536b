import { featuresOf } from '../hearing/sentence-features.ts';
import type { PlainText } from './normalise-text.ts';
import { LONGEST_QUOTE, readSentence } from './read-sentence.ts';
import { headOf, type Span } from './split-sentences.ts';

/** One sentence: plain for weighing, as it was written, and what it is made of. */
export interface Said {
  readonly plain: string;
  readonly quote: string;
  readonly turn: number;
  /** Words, pairs of words, and `cue:fact` for each fact that a pattern sees in it. */
  readonly features: ReadonlySet<string>;
}

export function sayingOf(plain: PlainText, span: Span, turn: number): Said {
  const { start, end } = headOf(plain.text, span, LONGEST_QUOTE);
  const sentence = plain.text.slice(span.start, span.end);
  const cues = readSentence(plain, span, turn).map(
    ({ fact }) => `cue:${fact.state === 'denied' ? '!' : ''}${fact.name}`,
  );
  return {
    plain: sentence,
    quote: plain.original(start, end),
    turn,
    features: new Set([...featuresOf(sentence), ...cues]),
  };
}
