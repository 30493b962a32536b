import type { FactName } from './fact-names.ts';
import { hearFacts } from './hearing/hear-facts.ts';
import { readWording, type Said } from './leaning/wording.ts';
import { CUES } from './reading/all-cues.ts';
import { conclude } from './reading/conclude.ts';
import type { Cue } from './reading/cue.ts';
import { readReply } from './reading/desk-questions.ts';
import { isHedged, isNegated, isUnsure } from './reading/negation.ts';
import { normaliseText, type PlainText } from './reading/normalise-text.ts';
import { readAmounts } from './reading/read-amounts.ts';
import { readChoices } from './reading/read-choices.ts';
import { respell } from './reading/respell.ts';
import { pointsToFacts } from './reading/semantic-fields.ts';
import { clauseAround, headOf, type Span, splitSentences } from './reading/split-sentences.ts';
import { isAddressedToReader } from './reading/untrusted.ts';
import { emptySituation, type Fact, learn, merge, type Situation, situationOf } from './situation.ts';

export interface Turn {
  readonly role: 'user' | 'desk';
  readonly text: string;
}

/** A fact as one sentence gives it, before sentences that disagree are settled. */
export interface Sighting {
  readonly fact: Fact;
  readonly strength: number;
}

/** The embedded reader: what the user's turns say, later turns over earlier ones. It learns nothing from the desk's turns. */
export function readText(turns: readonly Turn[]): Situation {
  const said = saidBy(turns);
  return told(withHeard(readPatterns(turns), said), said);
}

/** Facts whose amounts, names or pasted words have to be read exactly: never taken from what a sentence sounds like. */
const READ_ONLY: readonly FactName[] = [
  'base-model',
  'region',
  'quoted-answer',
  'quoted-truth',
  'shown-wrong-fact',
  'quality-measured',
  'quality-bar',
  'budget',
  'credits-known',
  'latency-target',
  'task',
  'wish-only',
];

/** Adds facts that sentences state in words that no pattern knows; what was read stays as it is. */
function withHeard(read: Situation, said: readonly Said[]): Situation {
  const heard = hearFacts(said).filter(({ name }) => read.facts[name] === undefined && !READ_ONLY.includes(name));
  return conclude(merge(situationOf(heard), read), emptySituation());
}

/** Every sentence of the user's turns. */
export function saidBy(turns: readonly Turn[]): readonly Said[] {
  return turns.flatMap((turn, index) => (turn.role === 'user' ? sentencesOf(turn.text, index) : []));
}

/** Adds how the user's turns are told; for a reader that found the facts by other means. */
export function withWording(situation: Situation, turns: readonly Turn[]): Situation {
  return told(situation, saidBy(turns));
}

function told(situation: Situation, said: readonly Said[]): Situation {
  const wording = readWording(said);
  return wording ? learn(situation, wording) : situation;
}

/** A message in sentences, without those that talk to the reader instead of telling a problem. */
export function sentencesOf(text: string, turn: number): readonly Said[] {
  const plain = normaliseText(text, respell);
  return spansOf(plain).map((span) => {
    const { start, end } = headOf(plain.text, span, LONGEST_QUOTE);
    const quote = plain.original(start, end);
    return { plain: plain.text.slice(span.start, span.end), quote, turn };
  });
}

function spansOf(plain: PlainText): readonly Span[] {
  return splitSentences(plain.text).filter(({ start, end }) => !isAddressedToReader(plain.text.slice(start, end)));
}

/** What the patterns alone find. */
export function readPatterns(turns: readonly Turn[]): Situation {
  return turns.reduce<Situation>((sofar, turn, index) => {
    if (turn.role !== 'user') return sofar;
    const parts = splitAtCorrections(turn.text);
    const asked = turns[index - 1];
    const read = parts.reduce((known, part) => merge(known, readTurn(part, index)), emptySituation());
    const replied = asked?.role === 'desk' ? readDeskReply(asked.text, turn.text, index) : emptySituation();
    return merge(sofar, conclude(merge(replied, read), sofar));
  }, emptySituation());
}

/** "… Sorry, I meant …": what follows corrects what came before, inside one message. */
function splitAtCorrections(text: string): readonly string[] {
  return text.split(
    /(?=\b(?:scratch that|correction:|sorry, (?:i meant|that's wrong|correction)|i meant|actually no|edit:|update:|wait, (?:no|actually)))/giu,
  );
}

function readTurn(text: string, turn: number): Situation {
  const plain = normaliseText(text, respell);
  const spans = spansOf(plain);
  const sightings = spans.flatMap((span) => readSentence(plain, span, turn));
  return situationOf(settle([...sightings, ...readFields(plain, spans, turn)]));
}

/** What a message points to as a whole. */
function readFields(plain: PlainText, spans: readonly Span[], turn: number): readonly Sighting[] {
  const sentences = spans.map((span) => plain.text.slice(span.start, span.end));
  const index = pointsToFacts(sentences);
  const span = index === undefined ? undefined : spans[index];
  if (span === undefined) return [];
  const said = headOf(plain.text, span, LONGEST_QUOTE);
  const quote = plain.original(said.start, said.end);
  return [{ fact: { name: 'facts-likely', state: 'known', quote, turn, origin: 'text' }, strength: 1 }];
}

function readDeskReply(question: string, reply: string, turn: number): Situation {
  const found = readReply(question, reply.toLowerCase());
  if (found === undefined) return emptySituation();
  const quote = reply.trim().split(/(?<=[.!?])\s/u)[0] ?? reply;
  return situationOf([{ ...found, quote, turn, origin: 'text' }]);
}

function readSentence(plain: PlainText, span: Span, turn: number): readonly Sighting[] {
  const sentence = plain.text.slice(span.start, span.end);
  const quote = (part: Span) => plain.original(span.start + part.start, span.start + part.end);
  const base = { turn, origin: 'text' } as const;
  const cued = CUES.flatMap((cue) => readCue(cue, sentence).map((sighting) => ({ ...sighting, cue })));
  const vague = cued.find(({ cue }) => cue[0] === 'failure-vague');
  const fromCues = (vague === undefined ? cued : [vague]).map(({ cue, state, part, hedged }): Sighting => {
    const choice = cue[2]?.choice;
    const extras = { ...(hedged ? { hedged: true as const } : {}), ...(choice === undefined ? {} : { choice }) };
    const strength = (cue[2]?.strength ?? 1) + (state === 'denied' && cue[2]?.denies === undefined ? 1 : 0);
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
  return [...fromCues, ...fromNumbers, ...fromNames];
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

const LONGEST_QUOTE = 110;

/** The clause around a match, when it is short enough to be shown; else the match itself. */
function quotedPart(sentence: string, part: Span): Span {
  const clause = clauseAround(sentence, part);
  return clause.end - clause.start <= LONGEST_QUOTE ? clause : part;
}

/** One fact per name: the strongest; of equals the denial, then the larger amount, then the longer quote, never the order. */
function settle(sightings: readonly Sighting[]): readonly Fact[] {
  const best = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const other = best.get(sighting.fact.name);
    if (other === undefined || isBetter(sighting, other)) best.set(sighting.fact.name, sighting);
  }
  // Who says that nobody worked on the prompt has not seen it fall short, whatever the words around it look like.
  if (best.get('prompt-tried')?.fact.state === 'denied') best.delete('prompt-falls-short');
  return [...best.values()].map(({ fact }) => fact);
}

function isBetter(one: Sighting, other: Sighting): boolean {
  if (one.strength !== other.strength) return one.strength > other.strength;
  if (one.fact.state !== other.fact.state) return one.fact.state === 'denied';
  const amounts = (one.fact.amount?.value ?? 0) - (other.fact.amount?.value ?? 0);
  if (amounts !== 0) return amounts > 0;
  if (one.fact.choice !== other.fact.choice) return (one.fact.choice ?? '') > (other.fact.choice ?? '');
  if (one.fact.quote.length !== other.fact.quote.length) return one.fact.quote.length > other.fact.quote.length;
  return one.fact.quote < other.fact.quote;
}
