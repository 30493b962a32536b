import type { ServiceModel } from '@rung/sandbox/models/service-model.ts';
import { fromApiNames, toApiNames } from '@rung/sandbox/step-functions/member-names.ts';
import { serviceFailure } from '@rung/sandbox/step-functions/service-failure.ts';
import { expect, test } from 'vitest';

/** A structure that holds a map of structures, a list of structures and a map of strings. */
const MODEL: ServiceModel = {
  service: 'test',
  protocol: 'json',
  signingName: 'test',
  operations: {},
  otherOperations: [],
  shapes: {
    Outer: {
      type: 'structure',
      members: { byName: { shape: 'Map' }, all: { shape: 'List' }, labels: { shape: 'Labels' }, at: { shape: 'Time' } },
    },
    Map: { type: 'map', key: { shape: 'Text' }, value: { shape: 'Inner' } },
    List: { type: 'list', member: { shape: 'Inner' } },
    Labels: { type: 'map', key: { shape: 'Text' }, value: { shape: 'Text' } },
    Inner: { type: 'structure', members: { s3Uri: { shape: 'Text' } } },
    Text: { type: 'string' },
    Time: { type: 'timestamp' },
  },
};

const STATES = { ByName: { aKey: { S3Uri: 'x' } }, All: [{ S3Uri: 'y' }], Labels: { epochCount: '2', Upper: '1' } };
const API = { byName: { aKey: { s3Uri: 'x' } }, all: [{ s3Uri: 'y' }], labels: { epochCount: '2', Upper: '1' } };

test('members of structures change their case at any depth, keys of maps never', () => {
  expect(toApiNames(MODEL, 'Outer', STATES)).toEqual(API);
  expect(fromApiNames(MODEL, 'Outer', API)).toEqual(STATES);
});

test('dates become text and what the API does not have is left out of an answer', () => {
  const answer = { at: new Date(0), labels: {}, $metadata: { requestId: 'x' } };

  expect(fromApiNames(MODEL, 'Outer', answer)).toEqual({ At: '1970-01-01T00:00:00.000Z', Labels: {} });
});

const FAILURES: [object, string][] = [
  [{ code: 'ConflictException' }, 'Bedrock.ConflictException'],
  [{ code: 'Conflict' }, 'Bedrock.ConflictException'],
  [{ code: 'ECONNREFUSED' }, 'Bedrock.SdkClientException'],
  [{}, 'Bedrock.SdkClientException'],
];
for (const [members, expected] of FAILURES)
  test(`an error with ${JSON.stringify(members)} is ${expected}`, () => {
    const error = Object.assign(new Error('why'), members);

    expect(serviceFailure('Bedrock', error)).toMatchObject({ error: expected, detail: 'why' });
  });
