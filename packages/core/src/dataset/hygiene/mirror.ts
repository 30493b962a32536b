import { eachExchange } from '../alike/each-exchange.ts';
import { saidIn } from '../alike/said-in.ts';
import { tokensOf } from '../alike/tokens.ts';
import type { FindingLog } from '../finding-log.ts';
import { thousands } from '../judge.ts';
import { createLengths, type Lengths } from '../lengths.ts';
import type { Exchange } from '../recognise-record.ts';

/** What prompts are like: their system texts, how long they are, and by what marks context is given along. */
interface Profile {
  records: number;
  /** System texts by their tokens, with the line of the first; the empty one stands for none. */
  readonly systems: Map<string, { count: number; line: number }>;
  readonly lengths: Lengths;
  readonly marks: Map<string, { count: number; line: number }>;
}

/** Different system texts and marks that are kept. */
const MOST_KEPT = 2_000;
/** A difference is worth a word from these on. */
const WORTH = { systemShare: 0.2, lengthTimes: 2, markShare: 0.3 } as const;

/**
 * How far the training prompts are from those that production sends: system text, length, retrieved context (guides agree
 * that a tune works on prompts like those that it was trained on). Returns how many logged calls could be read.
 */
export async function mirror(
  training: AsyncIterable<Uint8Array>,
  logged: AsyncIterable<Uint8Array>,
  log: FindingLog,
): Promise<number> {
  const trained = await profileOf(training);
  const served = await profileOf(logged);
  if (trained.records === 0 || served.records === 0) return served.records;
  noteSystem(log, trained, served);
  noteLength(log, trained, served);
  noteContext(log, trained, served);
  return served.records;
}

async function profileOf(source: AsyncIterable<Uint8Array>): Promise<Profile> {
  const profile: Profile = { records: 0, systems: new Map(), lengths: createLengths(0), marks: new Map() };
  await eachExchange(source, (exchange, line) => {
    if (exchange.prompt !== '') take(profile, exchange, line);
  });
  return profile;
}

function take(profile: Profile, exchange: Exchange, line: number): void {
  const { system, said } = saidIn(exchange);
  profile.records += 1;
  count(profile.systems, tokensOf(system).join(' '), line);
  profile.lengths.add(exchange.prompt.length, line);
  for (const mark of marksIn(`${system}\n${said}`)) count(profile.marks, mark, line);
}

function count(counts: Map<string, { count: number; line: number }>, key: string, line: number): void {
  const entry = counts.get(key);
  if (entry) entry.count += 1;
  else if (counts.size < MOST_KEPT) counts.set(key, { count: 1, line });
}

/** Tags, headings of a line of their own, and numbers in brackets: what templates put around retrieved text. */
const MARK = /<\/?[a-z][\w-]{1,24}>|^[#\s]{0,4}[A-Z][\w ]{2,24}:(?=\s)|\[\d{1,2}\]/gm;
const MOST_MARKS = 40;

function marksIn(text: string): ReadonlySet<string> {
  const found = text.match(MARK) ?? [];
  return new Set(found.slice(0, MOST_MARKS).map((mark) => mark.replaceAll(/^[#\s]+|\//g, '').replace(/\d+/, '1')));
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function noteSystem(log: FindingLog, trained: Profile, served: Profile): void {
  const shareOf = (profile: Profile, key: string) => (profile.systems.get(key)?.count ?? 0) / profile.records;
  const strange = [...served.systems].filter(([key]) => !trained.systems.has(key));
  const unseen = strange.reduce((sum, [, { count: times }]) => sum + times, 0) / served.records;
  if (unseen >= WORTH.systemShare) {
    const bare = shareOf(trained, '') >= 0.5 && shareOf(served, '') < 0.5;
    const why = bare ? 'most training records have no system text at all' : 'no training record has that text';
    const message = `${percent(unseen)} of ${thousands(served.records)} logged calls have a system text that is not trained on: ${why}.`;
    log.note({ rule: 'mirror-system', line: 1, message });
    return;
  }
  const [own] = [...trained.systems]
    .filter(([key]) => !served.systems.has(key))
    .sort(([, a], [, b]) => b.count - a.count);
  if (!own || own[1].count / trained.records < WORTH.systemShare) return;
  const what =
    own[0] === '' ? 'no system text, which no logged call is without' : 'a system text that no logged call has';
  const message = `${percent(own[1].count / trained.records)} of the training records have ${what}.`;
  log.note({ rule: 'mirror-system', line: own[1].line, message });
}

function noteLength(log: FindingLog, trained: Profile, served: Profile): void {
  const [own, theirs] = [trained.lengths.quantiles(), served.lengths.quantiles()];
  const times = theirs.median / Math.max(1, own.median);
  if (times < WORTH.lengthTimes && times > 1 / WORTH.lengthTimes) return;
  const message = `The median training prompt has ${thousands(own.median)} characters, the median logged one ${thousands(theirs.median)}.`;
  log.note({ rule: 'mirror-length', line: 1, message });
}

function noteContext(log: FindingLog, trained: Profile, served: Profile): void {
  for (const [one, other, who, whom] of [
    [served, trained, 'logged calls', 'training prompts'],
    [trained, served, 'training prompts', 'logged calls'],
  ] as const) {
    const missing = [...one.marks].filter(([mark, { count: times }]) => {
      const share = times / one.records;
      return share >= WORTH.markShare && (other.marks.get(mark)?.count ?? 0) / other.records < share / 2;
    });
    if (missing.length === 0) continue;
    const [most] = missing.sort(([, a], [, b]) => b.count - a.count);
    const message = `${percent((most?.[1].count ?? 0) / one.records)} of the ${who} give context along between marks that the ${whom} do not have.`;
    log.note({ rule: 'mirror-context', line: one === trained ? (most?.[1].line ?? 1) : 1, message });
    return;
  }
}
