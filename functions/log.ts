import { AsyncLocalStorage } from 'node:async_hooks';
import { traceId } from './env.ts';

/**
 * What may be logged: these fields, in these forms, and nothing else. A name, a code, an id, a number or a place in our code can be looked
 * at by whoever reads the log; a message, a body or a line of training data cannot get here, because none of the forms holds one.
 */
const FORMS = {
  /** What happened, in our own words. */
  event: /^[a-z][a-z-]{2,40}$/,
  function: /^[a-z][a-z-]{1,30}$/,
  requestId: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  launchId: /^lch_[0-9a-f]{20}$/,
  judgementId: /^jdg_[0-9a-f]{20}$/,
  evaluationId: /^evl_[0-9a-f]{20}$/,
  leaseId: /^lse_[0-9a-f]{20}$/,
  trace: /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}(?:;[A-Z][A-Za-z]+=[0-9a-f:|]{1,40})*$/,
  step: /^[a-z][a-z-]{1,30}$/,
  /** Class of an error. */
  name: /^(?:States\.|S3)?(?=[A-Z]*[a-z])[A-Z][A-Za-z]{2,60}$/,
  /** Slack's error codes, AWS's and Node's. */
  code: /^(?:[a-z]+(?:[_-][a-z]+)*|E[A-Z]{2,14}|(?:ERR|UND_ERR)_[A-Z_]{2,50})$/,
} as const;

type Field = keyof typeof FORMS;

export type LogFields = Readonly<Partial<Record<Field, string>>> & {
  readonly ms?: number;
  readonly frames?: readonly string[];
};

/** Counts that CloudWatch makes metrics of; ten custom metrics are without charge (CloudWatch pricing page, read 2026-11-20). */
export type Metric =
  | 'LaunchesRequested'
  | 'LaunchesDone'
  | 'LaunchesRefused'
  | 'LaunchesFailed'
  | 'LaunchesUnknown'
  | 'IdleFoundUsdPerHour'
  | 'IdleStoppedUsdPerHour'
  | 'AnswerMs'
  | 'Bugs'
  | 'OldestOpenLaunchHours'
  | 'OldestOpenEvaluationHours'
  | 'OwedMinutes'
  | 'NotReconciled';

/** Ids of the invocation at work; every line and metric carries them without being told. */
export const atWork = new AsyncLocalStorage<LogFields>();

/** Names the launch that the rest of this invocation is about. */
export function logsAbout<T>(launchId: string, run: () => Promise<T>): Promise<T> {
  return atWork.run({ ...atWork.getStore(), launchId }, run);
}

/** Where lines go: CloudWatch reads a deployed function's output line by line; the local functions keep quiet but for errors. */
export interface Log {
  info(fields: LogFields): void;
  error(error: unknown, fields?: LogFields): void;
  count(metric: Metric, value: number): void;
}

export function openLog(place: { stage: string | undefined; nowMs(): number }): Log {
  const { stage } = place;
  const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const count = (metric: Metric, value: number) => {
    if (stage !== undefined) print(embedded({ metric, value, stage, nowMs: place.nowMs() }));
  };
  return {
    info: (fields) => void (stage !== undefined && print({ level: 'info', ...allowed(fields) })),
    error(error, fields = {}) {
      const line = { level: 'error', ...allowed({ ...fields, ...whatBroke(error) }) };
      if (stage === undefined) console.error(JSON.stringify(line));
      else print(line);
      count('Bugs', 1);
    },
    count,
  };
}

/** A metric inside a log line (CloudWatch embedded metric format 1.0, read 2026-11-20): no call, no client, no waiting. */
function embedded(of: { metric: Metric; value: number; stage: string; nowMs: number }): object {
  const { metric, value, stage, nowMs } = of;
  const Unit = metric === 'AnswerMs' ? 'Milliseconds' : metric.includes('Usd') ? 'None' : 'Count';
  const CloudWatchMetrics = [{ Namespace: 'Rung', Dimensions: [['Stage']], Metrics: [{ Name: metric, Unit }] }];
  return { _aws: { Timestamp: nowMs, CloudWatchMetrics }, Stage: stage, [metric]: value, ...allowed({}) };
}

/** The fields that have their form, with the ids of the invocation; one that has not is named and not shown. */
function allowed(given: LogFields): Record<string, unknown> {
  const { ms, frames, ...texts } = { trace: traceId(), ...atWork.getStore(), ...given };
  const shown = Object.entries(texts).flatMap(([field, text]): [string, string][] => {
    if (text === undefined) return [];
    return [[field, field in FORMS && FORMS[field as Field].test(text) ? text : '(withheld)']];
  });
  return {
    ...Object.fromEntries(shown),
    ...(ms === undefined ? {} : { ms: Math.round(ms) }),
    ...(frames && { frames }),
  };
}

/** The class of an error, by which workflows and people tell errors apart; never its text. */
export function errorClass(error: unknown): string {
  return error instanceof Error && FORMS.name.test(error.name) ? error.name : 'Error';
}

/** A file of ours or of Node's with line and column; the words of an error have not that form. */
const PLACE = /(?:node:[a-z_/]+|[a-z][a-z0-9.-]*\.(?:mjs|cjs|js|ts)):\d+:\d+(?=\)?$)/;

/** Class, code and our own places of an error. Its message may quote anything, and so may the first lines of its stack: both stay out. */
function whatBroke(error: unknown): LogFields {
  if (!(error instanceof Error)) return { name: 'NotAnError' };
  const { data, code } = error as { data?: { error?: unknown }; code?: unknown };
  const told = [data?.error, code].find((candidate) => typeof candidate === 'string');
  const stack = error.stack ?? '';
  const at = error.message === '' ? -1 : stack.indexOf(error.message);
  const places = at < 0 ? stack : stack.slice(at + error.message.length);
  const frames = places.split('\n').flatMap((line) => PLACE.exec(line)?.[0] ?? []);
  return { name: errorClass(error), ...(typeof told === 'string' ? { code: told } : {}), frames: frames.slice(0, 8) };
}
