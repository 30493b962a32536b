import type { Fact } from '../situation.ts';
import { CUES } from './all-cues.ts';
import type { Cue } from './cue.ts';
import { isHedged, isNegated, isUnsure } from './negation.ts';
import type { PlainText } from './normalise-text.ts';
import { isProposal, provesNothing } from './proposals.ts';
import { readAmounts } from './read-amounts.ts';
import { readChoices } from './read-choices.ts';
import { clauseAround, type Span } from './split-sentences.ts';

/** A fact as one sentence gives it, before sentences that disagree are settled. */
export interface Sighting {
  readonly fact: Fact;
  readonly strength: number;
}

/** What is asked gives way to what is told, and to nothing else. */
const ASKED_LESS = 0.05;

/** Everything that the patterns find in one sentence. */
export function readSentence(plain: PlainText, span: Span, turn: number): readonly Sighting[] {
  const sentence = plain.text.slice(span.start, span.end);
  const quote = (part: Span) => plain.original(span.start + part.start, span.start + part.end);
  const base = { turn, origin: 'text' } as const;
  const isAsked = /\?\W*$/u.test(sentence);
  const cued = CUES.flatMap((cue) => readCue(cue, sentence).map((sighting) => ({ ...sighting, cue })));
  const vague = cued.find(({ cue }) => cue[0] === 'failure-vague');
  const fromCues = (vague === undefined ? cued : [vague]).map(({ cue, state, part, hedged }): Sighting => {
    const choice = cue[2]?.choice;
    const extras = { ...(hedged ? { hedged: true as const } : {}), ...(choice === undefined ? {} : { choice }) };
    const denial = state === 'denied' && cue[2]?.denies === undefined ? 1 : 0;
    const strength = (cue[2]?.strength ?? 1) + denial - (isAsked ? ASKED_LESS : 0);
    return { fact: { ...base, name: cue[0], state, quote: quote(part), ...extras }, strength };
  });
  const fromNumbers = readAmounts(sentence)
    .filter((found) => !isUnsure(sentence, found))
    .map(({ name, amount, strength, ...part }): Sighting => {
      const hedged = isHedged(sentence, part) ? { hedged: true as const } : {};
      return {
        fact: {
          ...base,
          name,
          state: 'known',
          quote: quote(part),
          ...(amount === undefined ? {} : { amount }),
          ...hedged,
        },
        strength: strength + 1,
      };
    });
  const fromNames = readChoices(sentence).map(({ name, choice, ...part }): Sighting => {
    const state = isNegated(sentence, part) && name === 'base-model' ? 'denied' : 'known';
    return { fact: { ...base, name, state, quote: quote(clauseAround(sentence, part)), choice }, strength: 1 };
  });
  const found = [...fromCues, ...fromNumbers, ...fromNames];
  return isProposal(sentence) ? found.filter(({ fact }) => !provesNothing(fact.name)) : found;
}

interface CueFound {
  readonly state: Fact['state'];
  readonly part: Span;
  readonly hedged: boolean;
}

function readCue([, pattern, options]: Cue, sentence: string): readonly CueFound[] {
  return [...sentence.matchAll(pattern)].flatMap((match) => {
    const part = { start: match.index, end: match.index + match[0].length };
    if (isUnsure(sentence, part) && options?.firm === undefined) return [];
    const denied = options?.denies === true || (options?.firm === undefined && isNegated(sentence, part));
    return [{ state: denied ? 'denied' : 'known', part: quotedPart(sentence, part), hedged: isHedged(sentence, part) }];
  });
}

export const LONGEST_QUOTE = 160;

/** The clause around a match, when it is short enough to be shown; else the match itself. */
function quotedPart(sentence: string, part: Span): Span {
  const clause = clauseAround(sentence, part);
  return clause.end - clause.start <= LONGEST_QUOTE ? clause : part;
}
