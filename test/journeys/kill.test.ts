import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let directory: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-kill-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  fs.rmSync(directory, { recursive: true, force: true });
});

/** Runs the desk as a process until it says something that matches, and kills it then, or lets it come to its end. */
async function runUntil(says: RegExp | 'its end'): Promise<string[]> {
  const script = path.join(import.meta.dirname, 'launch-until-killed.ts');
  const started = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  const ended = new Promise((resolve) => started.once('exit', resolve));
  const lines: string[] = [];
  for await (const line of createInterface({ input: started.stdout })) {
    lines.push(line);
    if (says !== 'its end' && says.test(line)) started.kill('SIGKILL');
  }
  await ended;
  return lines;
}

/** States that do something in the life of a fine-tune, in their order; those between them only choose. */
const STATES = ['Preflight', 'AskApproval', 'ReadDecision', 'Freeze', 'Train', 'FindJob', 'Conclude'];

/** Where the process is killed, one after the other, in the life of one launch; a state that was over between two looks is the next one's. */
const STEPS = [
  /^asked$/,
  ...STATES.slice(0, -1).map((_, index) => new RegExp(`^at (?:${STATES.slice(index).join('|')})$`)),
];

describe('a launch whose process is killed (SIGKILL)', () => {
  it('at one step after the other ends in one job and one card that says what came of it', async () => {
    for (const step of STEPS) {
      // A signal takes its time: what the process says until it arrives is no sign of life after death.
      expect((await runUntil(step)).some((line) => step.test(line))).toBe(true);
      expect(child?.signalCode).toBe('SIGKILL');
    }

    const last = await runUntil('its end');

    const { jobs, cards } = JSON.parse(last.at(-1) ?? '{}') as { jobs: number; cards: string[] };
    expect(jobs).toBe(1);
    expect(cards).toHaveLength(1);
    expect(cards[0]).toMatch(/^\*killed: learned/);
  });
});
