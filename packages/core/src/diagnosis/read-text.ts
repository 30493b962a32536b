import type { FactName } from './fact-names.ts';
import { hearFacts } from './hearing/hear-facts.ts';
import { readWording } from './leaning/wording.ts';
import { conclude } from './reading/conclude.ts';
import { readReply } from './reading/desk-questions.ts';
import { normaliseText, type PlainText } from './reading/normalise-text.ts';
import { LONGEST_QUOTE, readSentence, type Sighting } from './reading/read-sentence.ts';
import { respell } from './reading/respell.ts';
import { type Said, sayingOf } from './reading/said.ts';
import { pointsToFacts } from './reading/semantic-fields.ts';
import { sharesOfTraffic } from './reading/shares-of-traffic.ts';
import { headOf, type Span, splitSentences } from './reading/split-sentences.ts';
import { promptEqualToTune } from './reading/tune-against-prompt.ts';
import { isAddressedToReader } from './reading/untrusted.ts';
import { emptySituation, type Fact, learn, merge, type Situation, situationOf } from './situation.ts';

export interface Turn {
  readonly role: 'user' | 'desk';
  readonly text: string;
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
  'bill',
  'credits-known',
  'latency-target',
  'task',
  'wish-only',
];

/** What was read stands against the contrary that a sentence merely sounds like. */
const AGAINST: Partial<Readonly<Record<FactName, FactName>>> = {
  'bar-met': 'bar-missed',
  'bar-missed': 'bar-met',
  'prompt-falls-short': 'prompt-works',
  'prompt-works': 'bar-missed',
};

/** Adds facts that sentences state in words that no pattern knows; what was read stays as it is. */
function withHeard(read: Situation, said: readonly Said[]): Situation {
  const isRead = (name: FactName | undefined) => name !== undefined && read.facts[name] !== undefined;
  const heard = hearFacts(said).filter(
    ({ name }) => !isRead(name) && !isRead(AGAINST[name]) && !READ_ONLY.includes(name),
  );
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
  return readWording(said).reduce(learn, situation);
}

/** A message in sentences, without those that talk to the reader instead of telling a problem. */
export function sentencesOf(text: string, turn: number): readonly Said[] {
  const plain = normaliseText(text, respell);
  return spansOf(plain).map((span) => sayingOf(plain, span, turn));
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

/** How strong a sighting is that rests on numbers that were compared. */
const MEASURED = 4;

/** What a message points to as a whole. */
function readFields(plain: PlainText, spans: readonly Span[], turn: number): readonly Sighting[] {
  const sentences = spans.map((span) => plain.text.slice(span.start, span.end));
  const pointed: readonly (Pick<Fact, 'name' | 'choice'> & { index: number | undefined; strength: number })[] = [
    { name: 'facts-likely', index: pointsToFacts(sentences), strength: 1 },
    { name: 'gap-mixed-traffic', index: sharesOfTraffic(sentences), strength: 1 },
    { name: 'prompt-works', choice: 'equals-tune', index: promptEqualToTune(sentences), strength: MEASURED },
  ];
  return pointed.flatMap(({ index, strength, ...found }) => {
    const span = index === undefined ? undefined : spans[index];
    if (span === undefined) return [];
    const said = headOf(plain.text, span, LONGEST_QUOTE);
    const quote = plain.original(said.start, said.end);
    return [{ fact: { ...found, state: 'known', quote, turn, origin: 'text' }, strength } as const];
  });
}

function readDeskReply(question: string, reply: string, turn: number): Situation {
  const found = readReply(question, reply.toLowerCase());
  if (found === undefined) return emptySituation();
  const quote = reply.trim().split(/(?<=[.!?])\s/u)[0] ?? reply;
  return situationOf([{ ...found, quote, turn, origin: 'text' }]);
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
  // Scores that were compared outweigh words that look like a complaint.
  if ((best.get('prompt-works')?.strength ?? 0) >= MEASURED) best.delete('prompt-falls-short');
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
