import { spawn } from 'node:child_process';
import path from 'node:path';

export type Env = Readonly<Record<string, string | undefined>>;

/** Lets the SST CLI work with npm and nothing else: no Pulumi engine, no Bun, no telemetry, no questions. */
const OFFLINE: Env = {
  SST_SKIP_DEPENDENCY_CHECK: '1',
  SST_NO_BUN: '1',
  SST_TELEMETRY_DISABLED: '1',
  CI: '1',
};

export interface Finished {
  readonly code: number | null;
  /** What the command wrote, both streams. */
  readonly output: string;
}

/** Runs the project's SST in `directory`; resolves with its exit code, whatever it is. */
export function sst(args: readonly string[], at: { directory: string; root: string; env: Env }): Promise<Finished> {
  const command = path.join(at.root, 'node_modules/.bin/sst');
  const child = spawn(command, [...args], {
    cwd: at.directory,
    env: { ...at.env, ...OFFLINE },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }));
  });
}
