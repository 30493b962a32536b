import fs from 'node:fs';
import path from 'node:path';
import { FUNCTION_NAMES } from '@rung/infra/function-names.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { invocation } from '../../functions/invocation.ts';
import { type LogFields, logsAbout, openLog } from '../../functions/log.ts';
import { canaries, found } from './canaries.ts';

let written: string[];
beforeEach(() => {
  written = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => written.push(String(line)) > 0);
});
afterEach(() => vi.restoreAllMocks());

const log = openLog({ stage: 'ci', nowMs: () => 1_800_000_000_000 });
const CONTEXT = { awsRequestId: '0f8fad5b-d9cb-469f-a165-70867728950e' };
const lines = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);
const SECRETS = canaries('secret', 60);

describe('a log line', () => {
  it('says what happened with the ids of the invocation and its launch', async () => {
    const run = invocation({ name: 'launch-step', log }, () =>
      logsAbout('lch_0123456789abcdef0123', async () => log.count('LaunchesDone', 1)),
    );

    await run({}, CONTEXT);

    expect(lines()).toEqual([
      {
        _aws: {
          Timestamp: 1_800_000_000_000,
          CloudWatchMetrics: [
            { Namespace: 'Rung', Dimensions: [['Stage']], Metrics: [{ Name: 'LaunchesDone', Unit: 'Count' }] },
          ],
        },
        Stage: 'ci',
        LaunchesDone: 1,
        function: 'launch-step',
        requestId: CONTEXT.awsRequestId,
        launchId: 'lch_0123456789abcdef0123',
      },
      {
        level: 'info',
        event: 'done',
        function: 'launch-step',
        requestId: CONTEXT.awsRequestId,
        ms: expect.any(Number),
      },
    ]);
  });

  it('withholds a field that has not its form, whatever it holds', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(...SECRETS),
      fc.constantFrom(...SECRETS).map((s) => `a ${s} b`),
    );
    const fields = fc.dictionary(
      fc.constantFrom('event', 'function', 'requestId', 'launchId', 'step', 'body', 'text', 'token'),
      text,
    );

    fc.assert(
      fc.property(fields, (given) => {
        written = [];
        log.info(given as LogFields);

        expect(found(SECRETS, written.join(''))).toEqual([]);
      }),
    );
  });

  it('shows of an error its class, its code and where it was, never its words', () => {
    const places = fc.constantFrom('\n    at ', '\n', '', '\n    at f (file:///x.ts:1:2)\n');
    const words = fc.tuple(fc.constantFrom(...SECRETS), places).map(([secret, place]) => `${place}${secret}${place}`);

    fc.assert(
      fc.property(words, words, words, (message, name, code) => {
        written = [];
        log.error(Object.assign(new Error(message, { cause: new Error(message) }), { name, code, body: message }));

        const [line] = lines();
        expect(found(SECRETS, written.join(''))).toEqual([]);
        expect(line).toMatchObject({ level: 'error', name: 'Error' });
        expect(String(line?.['frames'])).toContain('log.test.ts');
      }),
    );
  });

  it('names the class and the code where they are what they should be', () => {
    log.error(Object.assign(new Error('x'), { name: 'AccessDeniedException', code: 'ECONNRESET' }));

    expect(lines()[0]).toMatchObject({ name: 'AccessDeniedException', code: 'ECONNRESET' });
    expect(lines()[1]).toMatchObject({ Bugs: 1, Stage: 'ci' });
  });
});

describe('an error that leaves a function', () => {
  it('keeps its class for the workflow and leaves its words behind', async () => {
    const [secret = ''] = SECRETS;
    const run = invocation({ name: 'desk', log }, () =>
      Promise.reject(Object.assign(new Error(secret), { name: 'ThrottlingException' })),
    );

    const error: Error = await run({}, CONTEXT).catch((thrown: unknown) => thrown as Error);

    expect(error.name).toBe('ThrottlingException');
    expect(error.message).toContain(CONTEXT.awsRequestId);
    expect(`${error.stack}${JSON.stringify(error)}${error.cause}`).not.toContain(secret);
  });

  it('leaves it through that one gate, whatever function it is', () => {
    const behindTheDoor = FUNCTION_NAMES.filter((name) => name !== 'slack');

    const outside = behindTheDoor.filter(
      (name) =>
        !fs
          .readFileSync(path.resolve(import.meta.dirname, `../../functions/${name}.ts`), 'utf8')
          .includes('return invocation('),
    );

    expect(outside).toEqual([]);
  });
});
