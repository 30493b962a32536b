import * as sdk from '@aws-sdk/client-comprehend';
import { namesReader } from '@rung/aws/names-reader.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { NOT_DONE } from '@rung/sandbox/comprehend/coverage.ts';
import { openComprehend } from '@rung/sandbox/comprehend/open-comprehend.ts';
import type { Listening } from '@rung/sandbox/kit/http.ts';
import { openWireLog } from '@rung/sandbox/kit/wire-log.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';

let front: Listening;
let client: sdk.ComprehendClient;

beforeAll(async () => {
  front = await startAwsFront({ comprehend: openComprehend({ wireLog: openWireLog(undefined) }) });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new sdk.ComprehendClient({ endpoint: front.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await front.close();
});

const detect = (Text: string, LanguageCode: sdk.LanguageCode) =>
  client.send(new sdk.DetectPiiEntitiesCommand({ Text, LanguageCode }));

it('does one operation and says so of the others', () => {
  const commands = Object.keys(sdk).flatMap((name) => /^([A-Z].*)Command$/.exec(name)?.[1] ?? []);

  expect(commands.filter((name) => name !== 'DetectPiiEntities' && !NOT_DONE.includes(name))).toEqual([]);
});

it('counts offsets in code points', async () => {
  const { Entities = [] } = await detect('😀 Emma Miller lives at 12 Garden Street.', 'en');

  const points = [...'😀 Emma Miller lives at 12 Garden Street.'];
  expect(
    Entities.map(({ Type, BeginOffset, EndOffset }) => [Type, points.slice(BeginOffset, EndOffset).join('')]),
  ).toEqual([
    ['NAME', 'Emma Miller'],
    ['ADDRESS', '12 Garden Street'],
  ]);
});

it('refuses a language that it does not read, a text of more than 100 KB, and what it does not do', async () => {
  await expect(detect('Hallo', 'de')).rejects.toMatchObject({ name: 'UnsupportedLanguageException' });
  await expect(detect('ä'.repeat(52_000), 'en')).rejects.toMatchObject({ name: 'TextSizeLimitExceededException' });
  const other = client.send(new sdk.DetectSentimentCommand({ Text: 'Fine', LanguageCode: 'en' }));
  await expect(other).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
});

it('tells the names reader kinds and places, and what it refused is unread', async () => {
  const reader = namesReader({ comprehend: async () => client });

  expect(await reader.find({ text: 'Ask José García.', language: 'es' })).toEqual([
    { kind: 'name', begin: 4, end: 15 },
  ]);
  expect(await reader.find({ text: 'x'.repeat(110_000), language: 'en' })).toBe('unread');
});
