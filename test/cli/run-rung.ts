import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface HowToRun {
  /** Standard input; nothing when absent. */
  readonly input?: string | Buffer;
  /** Arguments for Node itself. */
  readonly node?: readonly string[];
  /** Set beside what the tests run with. */
  readonly env?: NodeJS.ProcessEnv;
  /** A file of `packages/cli/src`; `rung.ts` when absent. */
  readonly program?: string;
}

/** Starts the real program, with pipes instead of a terminal. */
export function startRung(args: readonly string[], { node = [], program = 'rung.ts', env: more }: HowToRun = {}) {
  const { FORCE_COLOR: _, ...usual } = process.env;
  const env = { ...usual, ...more };
  return spawn(process.execPath, [...node, path.join(ROOT, 'packages/cli/src', program), ...args], { cwd: ROOT, env });
}

/** Runs it to its end. */
export function rung(args: readonly string[], how: HowToRun = {}): Promise<Ran> {
  const child = startRung(args, how);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A program that ends before it has read everything closes this pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(how.input ?? '');
  return new Promise((resolve) =>
    child.on('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    ),
  );
}

/** A directory for a test file's own files, and what makes one there. */
export function scratchFiles() {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-cli-'));
  return {
    directory,
    write(name: string, content: string | Buffer): string {
      const file = path.join(directory, name);
      fs.writeFileSync(file, content);
      return file;
    },
    remove: () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}

/** One JSON value per line. */
export function jsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
