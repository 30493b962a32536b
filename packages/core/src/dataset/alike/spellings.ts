import xxhash from 'xxhash-wasm';
import { createFingerprintTable } from '../fingerprint-table.ts';
import type { AlikeItem } from './alike-item.ts';

/** Where the same prompt stood first, however it was spelt or with what filling words and endings. */
export interface SpeltMatch {
  readonly differs: 'spelling' | 'filling';
  readonly set: number;
  readonly line: number;
  readonly answers: 'alike' | 'apart';
}

export interface Spellings {
  /** The first record that asks the same; the record is kept for those after it. */
  add(item: AlikeItem, place: { set: number; line: number }): SpeltMatch | undefined;
}

/** Lines and sets share a number of 32 bits: sets are three, and no set has a billion lines. */
const SET_SHIFT = 30;
const LINE_MASK = 2 ** SET_SHIFT - 1;

/**
 * Remembers prompts by their tokens, 64 bits each: with their system text and without, so that a held-out set which leaves it
 * out is compared all the same. A prompt in another set is matched before one in its own: a leak matters more than a repeat.
 */
export async function createSpellings(): Promise<Spellings> {
  const { h64, h32 } = await xxhash();
  const tables = new Map<string, ReturnType<typeof createFingerprintTable>>();
  const tableOf = (kind: string) => {
    const table = tables.get(kind) ?? createFingerprintTable();
    tables.set(kind, table);
    return table;
  };
  const halves = (text: string) => {
    const hash = h64(text);
    return { high: Number(hash >> 32n), low: Number(hash & 0xffffffffn) };
  };

  return {
    add({ whole, said, hasSystem, content, answer }, { set, line }) {
      const answerHash = h32(answer);
      const entry = { answer: answerHash, line: set * 2 ** SET_SHIFT + (line & LINE_MASK) };
      const [all, words] = [halves(whole), halves(said)];
      const stems = content === undefined ? undefined : halves(content);
      const matchIn = (kind: string, key: Halves, differs: SpeltMatch['differs'] = 'spelling') => {
        const first = tableOf(kind).get(key.high, key.low);
        if (!first) return undefined;
        const answers = first.answer === answerHash ? 'alike' : 'apart';
        return {
          differs,
          answers,
          set: Math.floor(first.line / 2 ** SET_SHIFT),
          line: first.line % 2 ** SET_SHIFT,
        } as const;
      };
      const earlier = Array.from({ length: set }, (_, before) => before);
      const leaked = firstOf(
        earlier,
        (before) => matchIn(`whole ${before}`, all) ?? matchIn(hasSystem ? `bare ${before}` : `said ${before}`, words),
      );
      const match =
        leaked ??
        matchIn(`whole ${set}`, all) ??
        (stems && firstOf([...earlier, set], (which) => matchIn(`stems ${which}`, stems, 'filling')));
      tableOf(`whole ${set}`).getOrPut({ ...all, ...entry });
      tableOf(`said ${set}`).getOrPut({ ...words, ...entry });
      if (!hasSystem) tableOf(`bare ${set}`).getOrPut({ ...words, ...entry });
      if (stems) tableOf(`stems ${set}`).getOrPut({ ...stems, ...entry });
      return match;
    },
  };
}

interface Halves {
  readonly high: number;
  readonly low: number;
}

function firstOf<T>(sets: readonly number[], find: (set: number) => T | undefined): T | undefined {
  for (const set of sets) {
    const found = find(set);
    if (found !== undefined) return found;
  }
  return undefined;
}
