import type { CompletionKind, LabelCounts } from './dataset-report.ts';
import { isObject, type JsonObject } from './read-record.ts';
import { findPii } from './sensitive/find-pii.ts';
import { findSecrets } from './sensitive/find-secrets.ts';

/** Most different values that count as labels, and the longest text that does. */
const MAX_LABELS = 40;
const MAX_LABEL_LENGTH = 64;
const MAX_SIGNATURES = 64;
/** Completions whose signature is remembered, and the longest one that is. */
const MAX_KNOWN = 1024;
const MAX_KNOWN_LENGTH = 512;
/** Share from which one schema is the rule and the rest are exceptions. */
const RULE_SHARE = 0.8;
/** Completions of text are classes when each stands this often on average. */
const MIN_PER_CLASS = 4;

/** Completions that are not in the shape of the others. */
export interface Oddities {
  readonly count: number;
  readonly lines: readonly { readonly line: number; readonly message: string }[];
}

/** Looks at all completions and says at the end what they have in common. */
export interface CompletionSurvey {
  add(completion: string, line: number): void;
  /** Counts a completion that is no JSON without its text; false where the text is needed, because it may be a label. */
  addProse(line: number): boolean;
  kind(): CompletionKind;
  labels(): LabelCounts[];
  oddities(): Oddities;
}

interface Signature {
  readonly keys: readonly string[] | undefined;
  readonly message: string;
  count: number;
  readonly firstLines: number[];
}

export function createCompletionSurvey(keepLines: number): CompletionSurvey {
  const signatures = new Map<string, Signature>();
  const tallies = new Map<string, Tally>();
  const recall = createRecall();
  let total = 0;

  const leader = () => [...signatures.values()].reduce((a, b) => (b.count > a.count ? b : a));
  const isJson = () => total > 0 && leader().keys !== undefined && leader().count >= total * RULE_SHARE;
  /** The signature of text, once no completion can be a label any more. */
  let prose: Signature | undefined;
  const count = (signature: Signature, line: number) => {
    total += 1;
    signature.count += 1;
    if (signature.firstLines.length < keepLines) signature.firstLines.push(line);
  };

  return {
    add(completion, line) {
      const seen = recall(completion);
      count(signatureFor(signatures, seen), line);
      if (!seen.object) tally(tallies, '', completion);
      else for (const [field, value] of Object.entries(seen.object)) if (isLabel(value)) tally(tallies, field, value);
    },
    addProse(line) {
      if (!prose && !tallies.get('')?.overflowed) return false;
      prose ??= signatureFor(signatures, TEXT);
      count(prose, line);
      return true;
    },
    kind() {
      if (total === 0) return { kind: 'none' };
      if (isJson())
        return {
          kind: 'json',
          keys: (leader().keys ?? []).filter((key) => !isSensitive(key)),
          share: leader().count / total,
        };
      const whole = tallies.get('')?.counts;
      const isClasses = whole && tallies.size === 1 && sumOf(whole) === total && areClasses(whole, total);
      return isClasses ? { kind: 'classes', classes: whole.size } : { kind: 'prose' };
    },
    labels: () =>
      isJson() ? labelsOf(tallies, total, (field) => field !== '') : labelsOf(tallies, total, (f) => f === ''),
    oddities: () => (isJson() ? odditiesOf(signatures, leader()) : { count: 0, lines: [] }),
  };
}

function signatureFor(signatures: Map<string, Signature>, seen: Seen): Signature {
  const isKnown = signatures.size < MAX_SIGNATURES || signatures.has(seen.key);
  const key = isKnown ? seen.key : 'other';
  const before = signatures.get(key);
  if (before) return before;
  const fresh = { keys: isKnown ? seen.keys : undefined, message: seen.message, count: 0, firstLines: [] };
  signatures.set(key, fresh);
  return fresh;
}

/** `signatureOf` with a memory: answers in JSON repeat, since a set of labels has few combinations. */
function createRecall(): (completion: string) => Seen {
  const known = new Map<string, Seen>();
  return (completion) => {
    const before = known.get(completion);
    if (before) return before;
    const seen = signatureOf(completion);
    if (seen.object && completion.length <= MAX_KNOWN_LENGTH && known.size < MAX_KNOWN) known.set(completion, seen);
    return seen;
  };
}

/** Whether a report must not repeat it. */
const isSensitive = (text: string) => findSecrets(text).length + findPii(text).length > 0;

interface Tally {
  readonly counts: Map<string, number>;
  overflowed: boolean;
}

const isLabel = (value: unknown): value is string | boolean => typeof value === 'string' || typeof value === 'boolean';

function tally(tallies: Map<string, Tally>, field: string, value: string | boolean): void {
  const entry = tallies.get(field) ?? { counts: new Map<string, number>(), overflowed: isSensitive(field) };
  if (!tallies.has(field)) {
    if (tallies.size >= MAX_LABELS) return;
    tallies.set(field, entry);
  }
  const label = String(value);
  // A long text is no label, and hashing it for the map would cost more than parsing it did.
  const fits = !entry.overflowed && label.length <= MAX_LABEL_LENGTH;
  const isShown = fits && (entry.counts.has(label) || !isSensitive(label));
  if (isShown && (entry.counts.size < MAX_LABELS || entry.counts.has(label)))
    entry.counts.set(label, (entry.counts.get(label) ?? 0) + 1);
  else {
    entry.overflowed = true;
    entry.counts.clear();
  }
}

const sumOf = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, n) => sum + n, 0);
const areClasses = (counts: ReadonlyMap<string, number>, total: number) =>
  counts.size > 0 && total >= counts.size * MIN_PER_CLASS;

function labelsOf(tallies: Map<string, Tally>, total: number, wanted: (field: string) => boolean): LabelCounts[] {
  return [...tallies]
    .filter(([field, { overflowed, counts }]) => wanted(field) && !overflowed && areClasses(counts, total))
    .map(([field, { counts }]) => ({
      field,
      counts: Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))),
    }));
}

interface Seen {
  readonly key: string;
  readonly keys?: readonly string[];
  readonly object?: JsonObject;
  readonly message: string;
}

const TEXT: Seen = { key: 'text', message: 'The completion is text where nearly all others are JSON.' };

/** The keys of a JSON object with the types of their values; prose and broken JSON are signatures of their own. */
function signatureOf(completion: string): Seen {
  const looksLikeJson = completion.startsWith('{') || completion.startsWith('[');
  if (!looksLikeJson) return TEXT;
  const value = parsed(completion);
  if (value === undefined) return { key: 'broken', message: 'The completion begins like JSON and cannot be parsed.' };
  if (!isObject(value))
    return { key: 'array', message: 'The completion is a JSON array where nearly all others are objects.' };
  const keys = Object.keys(value).sort();
  const typed = keys.map((key) => `${key}:${typeof value[key]}`);
  return {
    key: JSON.stringify(typed),
    keys,
    object: value,
    message: 'The completion is a JSON object with other keys or types than nearly all others.',
  };
}

/** A completion nests inside a string, so the line's depth says nothing of it; V8 parses iteratively and nothing here recurses. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function odditiesOf(signatures: ReadonlyMap<string, Signature>, leader: Signature): Oddities {
  const odd = [...signatures.values()].filter((signature) => signature !== leader);
  return {
    count: odd.reduce((sum, { count }) => sum + count, 0),
    lines: odd
      .flatMap(({ firstLines, message }) => firstLines.map((line) => ({ line, message })))
      .sort((a, b) => a.line - b.line),
  };
}
