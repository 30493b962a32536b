import crypto from 'node:crypto';
import { AwsError } from '../kit/aws-error.ts';
import type { Answer, ExecutionRecord, TokenPhase } from './record.ts';
import type { Run } from './run.ts';

/** A new token that the flow at `path` waits for. */
export function mintToken(record: ExecutionRecord, path: string): string {
  const token = crypto.randomBytes(96).toString('base64');
  record.tokens[token] = path;
  return token;
}

/** Who knows which execution gave a token out, and its run when it is running. */
export interface TokenHolders {
  find(token: string): { record: ExecutionRecord; run: Run | undefined } | undefined;
}

/** Ends the wait for a token; kept before it returns. The second answer, and any after expiry, is TaskTimedOut. */
export function answerToken(holders: TokenHolders, token: string, answer: Answer): void {
  const { phase, change } = awaited(holders, token);
  change({ ...phase, answer });
}

/** Starts the heartbeat period again. */
export function heartbeat(holders: TokenHolders, token: string): void {
  const { run, phase, change } = awaited(holders, token);
  if (phase.heartbeatMs === undefined) return;
  change({ ...phase, heartbeatDueMs: run.world.clock.nowMs() + phase.heartbeatMs });
}

function awaited(holders: TokenHolders, token: string) {
  const held = holders.find(token);
  if (!held) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  const { record, run } = held;
  const frame = record.frames[record.tokens[token] ?? ''];
  const phase = frame?.phase;
  if (!run || !frame || phase?.kind !== 'token' || phase.token !== token || isOver(phase, run.world.clock.nowMs()))
    throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  const change = (changed: TokenPhase) => {
    frame.phase = changed;
    run.save();
    run.bells.get(token)?.();
  };
  return { run, phase, change };
}

const isOver = ({ answer, deadlineMs = Infinity, heartbeatDueMs = Infinity }: TokenPhase, nowMs: number) =>
  answer !== undefined || Math.min(deadlineMs, heartbeatDueMs) <= nowMs;
