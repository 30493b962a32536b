import { sha256 } from '../../ids.ts';
import type { HeldOutExample } from '../judgement/arms.ts';
import type { Choice } from './judge-ask.ts';

/** Two answers to one request, and which of them a person of the team took. */
export interface LabelledPair {
  readonly example: Pick<HeldOutExample, 'system' | 'turns'>;
  readonly a: string;
  readonly b: string;
  readonly better: Choice;
}

/** A sample of them, and the hash of its bytes. */
export interface LabelledSample {
  readonly pairs: readonly LabelledPair[];
  readonly sha256: string;
}

/** Fewer agree by chance: ten of ten by a coin is one in a thousand. */
const FEWEST_LABELS = 10;
/** Each is two looks of the judge model. */
const MOST_LABELS = 200;
export const MOST_LABEL_BYTES = 1_000_000;

/** Reads JSON Lines of `{"system": "…", "request": "…", "a": "…", "b": "…", "better": "a" | "b" | "tie"}`; a sentence where it is none. */
export function readLabels(text: string): LabelledSample | string {
  const lines = text.split('\n').map((line, index): [string, number] => [line, index + 1]);
  const pairs: LabelledPair[] = [];
  for (const [line, number] of lines.filter(([content]) => content.trim() !== '')) {
    const pair = readLabel(line);
    if (!pair)
      return `Line ${number} of the labels is no pair. It looks like {"request": "…", "a": "…", "b": "…", "better": "a"}, where better is a, b or tie.`;
    pairs.push(pair);
  }
  if (pairs.length < FEWEST_LABELS || pairs.length > MOST_LABELS)
    return `The labels hold ${pairs.length} pairs; it takes ${FEWEST_LABELS} to ${MOST_LABELS}.`;
  return { pairs, sha256: sha256(text) };
}

function readLabel(line: string): LabelledPair | undefined {
  const read = parsed(line);
  const { system = '', request, a, b, better } = read ?? {};
  if (typeof system !== 'string' || typeof request !== 'string' || request === '') return undefined;
  if (typeof a !== 'string' || typeof b !== 'string') return undefined;
  if (better !== 'a' && better !== 'b' && better !== 'tie') return undefined;
  return { example: { system, turns: [{ role: 'user', text: request }] }, a, b, better };
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** What a judge's preference of `a` over `b` says, as a person's label would. */
export const choiceOf = (score: 0 | 0.5 | 1): Choice => (score === 1 ? 'a' : score === 0 ? 'b' : 'tie');
