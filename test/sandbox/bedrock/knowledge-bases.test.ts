import { RetrieveCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, refusal, startBench } from './bench.ts';

const long = (topic: string) =>
  Array.from({ length: 12 }, (_, index) => `${topic} paragraph ${index}. ${'Filler. '.repeat(40)}`).join('\n\n');
const DOCUMENTS = [
  { uri: 's3://data/refunds.md', text: `Refunds are paid within 14 days.\n\n${long('Refund')}` },
  { uri: 's3://data/shipping.md', text: `Parcels leave the warehouse on weekdays.\n\n${long('Shipping')}` },
];

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ knowledgeBases: [{ id: 'HANDBOOK01', documents: DOCUMENTS }] });
});
afterAll(() => bench.close());

const retrieve = (text: string, numberOfResults?: number, knowledgeBaseId = 'HANDBOOK01') =>
  bench.agentRuntime.send(
    new RetrieveCommand({
      knowledgeBaseId,
      retrievalQuery: { text },
      retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults } },
    }),
  );

test('finds the passage, says where it lies and how well it fits, best first', async () => {
  const { retrievalResults = [] } = await retrieve('when do parcels leave the warehouse?');

  const scores = retrievalResults.map(({ score }) => score ?? Number.NaN);
  expect(retrievalResults[0]).toMatchObject({
    content: { text: expect.stringContaining('Parcels leave the warehouse') },
    location: { type: 'S3', s3Location: { uri: 's3://data/shipping.md' } },
  });
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  for (const score of scores) expect(score).toSatisfy((value: number) => value > 0 && value < 1);
});

test('gives as many passages as asked for, five when not told', async () => {
  expect((await retrieve('refund paragraph', 2)).retrievalResults).toHaveLength(2);
  expect((await retrieve('refund shipping paragraph')).retrievalResults).toHaveLength(5);
});

test('nothing to find is an empty list; an unknown base is not found', async () => {
  expect((await retrieve('zyzzyva')).retrievalResults).toEqual([]);
  expect(await refusal(retrieve('x', 1, 'NOBASE0000'))).toMatchObject({
    code: 'ResourceNotFoundException',
    status: 404,
  });
});
