import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as sfn from '@aws-sdk/client-sfn';
import {
  FIELDS_DONE,
  LANGUAGE_NOT_DONE,
  OPERATIONS_DONE,
  OPERATIONS_NOT_DONE,
  REQUEST_FIELDS_NOT_DONE,
} from '@rung/sandbox/step-functions/coverage.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, ROLE } from './stage.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** The HTTP status that an operation answers a request with, an empty one unless told. */
async function statusOf(operation: string, body: object = {}): Promise<number> {
  const { protocol, hostname, port } = (await stage.sfn.config.endpoint?.()) ?? {};
  const scope = 'Credential=test/20260101/us-east-1/states/aws4_request';
  const reply = await fetch(`${protocol}//${hostname}:${port}/`, {
    method: 'POST',
    headers: { 'x-amz-target': `AWSStepFunctions.${operation}`, authorization: `AWS4-HMAC-SHA256 ${scope}` },
    body: JSON.stringify(body),
  });
  return reply.status;
}

test('every operation of the SDK client is either done or listed as not done', () => {
  const all = Object.keys(sfn).flatMap((name) => /^([A-Z].*)Command$/.exec(name)?.[1] ?? []);

  expect([...OPERATIONS_DONE, ...OPERATIONS_NOT_DONE].sort()).toEqual(all.sort());
});

for (const operation of OPERATIONS_DONE)
  test(`${operation} is done`, async () => {
    expect(await statusOf(operation)).not.toBe(501);
  });

for (const operation of OPERATIONS_NOT_DONE)
  test(`${operation} answers that it is not done`, async () => {
    expect(await statusOf(operation)).toBe(501);
  });

/** A request for each field that is not done, otherwise in order. */
const CREATE = { name: 'm', roleArn: ROLE, definition: '{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}' };
const WITH_FIELD: Record<string, object> = {
  'CreateStateMachine.publish': { ...CREATE, publish: true },
  'CreateStateMachine.versionDescription': { ...CREATE, versionDescription: 'first' },
  'CreateStateMachine.encryptionConfiguration': { ...CREATE, encryptionConfiguration: { type: 'AWS_OWNED_KEY' } },
  'ListExecutions.mapRunArn': { mapRunArn: 'arn:aws:states:us-east-1:123456789012:mapRun:m/x:y' },
};

test('every field of a request that is not done answers so', async () => {
  const fields = Object.entries(REQUEST_FIELDS_NOT_DONE).flatMap(([name, own]) =>
    own.map((field) => `${name}.${field}`),
  );

  expect(fields.sort()).toEqual(Object.keys(WITH_FIELD).sort());
  for (const field of fields) expect(await statusOf(field.split('.')[0] ?? '', WITH_FIELD[field])).toBe(501);
  expect(await statusOf('CreateStateMachine', CREATE)).toBe(200);
});

const SCHEMAS: Record<string, string> = {
  Pass: 'pass',
  Task: 'task',
  Choice: 'choice',
  Wait: 'wait',
  Succeed: 'succeed',
  Fail: 'fail',
  Parallel: 'parallel',
  Map: 'map',
};

interface Schema {
  properties?: Record<string, unknown>;
  oneOf?: Schema[];
}

function fieldsOf(schema: Schema): string[] {
  return [...Object.keys(schema.properties ?? {}), ...(schema.oneOf ?? []).flatMap(fieldsOf)];
}

const validator = path.dirname(createRequire(import.meta.url).resolve('asl-validator'));

for (const [type, file] of Object.entries(SCHEMAS))
  test(`every field that the language has for ${type} is either done or listed as not done`, () => {
    const schema = JSON.parse(fs.readFileSync(path.join(validator, 'schemas', `${file}.json`), 'utf8')) as Schema;
    const known = new Set([...(FIELDS_DONE[type] ?? []), ...LANGUAGE_NOT_DONE]);

    // The validator's schema lets a Choice end; the specification does not (states-language.net, Choice State).
    const fields = fieldsOf(schema).filter((field) => type !== 'Choice' || field !== 'End');

    expect(fields.length).toBeGreaterThan(4);
    expect(fields.filter((field) => !known.has(field))).toEqual([]);
    for (const field of FIELDS_DONE[type] ?? []) expect(LANGUAGE_NOT_DONE).not.toContain(field);
  });
