import { readFileSync } from 'node:fs';
import { decide } from '@rung/core/diagnosis/decide.ts';
import type { LabelledCase } from '@rung/core/diagnosis/evaluate-cases.ts';
import type { Outcome } from '@rung/core/diagnosis/methods.ts';
import { placeMethods } from '@rung/core/diagnosis/place-methods.ts';
import { readText, type Turn } from '@rung/core/diagnosis/read-text.ts';
import type { Verdict } from '@rung/core/diagnosis/verdict.ts';

const FOLDER = new URL('../../fixtures/diagnosis/', import.meta.url);

export function readCases(file: string): readonly LabelledCase[] {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as LabelledCase);
}

export function readInjections(): readonly string[] {
  return JSON.parse(readFileSync(new URL('injections.json', FOLDER), 'utf8')) as readonly string[];
}

export function diagnose(turns: readonly Turn[]): Verdict {
  return decide(readText(turns));
}

export function diagnoseText(text: string): Verdict {
  return diagnose([{ role: 'user', text }]);
}

/** The first place alone, for tests that ask it thousands of times. */
export function outcomeOf(turns: readonly Turn[]): Outcome {
  return placeMethods(readText(turns)).outcome;
}
