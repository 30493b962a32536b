import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { tokenCounter } from '@rung/aws/token-counter.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { awsFor, type Journey, startJourney } from '../journeys/journey.ts';

let journey: Journey;
const text = { system: 'Be brief.', asked: 'Where is my parcel?', answered: 'At the door.' };
const counterAt = (endpoint: string) => {
  const client = new BedrockRuntimeClient({ ...awsFor(journey), endpoint, maxAttempts: 1 });
  return tokenCounter({ bedrockRuntime: async () => client });
};

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

it('counts where the model has it', async () => {
  const count = await counterAt(journey.aws.url).count('anthropic.claude-sonnet-4-20250514-v1:0', text);

  expect(count).toBeGreaterThan(10);
});

it('says that it is not offered for a model that is tuned', async () => {
  expect(await counterAt(journey.aws.url).count('amazon.nova-micro-v1:0:128k', text)).toBe('not-offered');
});

it('says that nobody answered where nobody did', async () => {
  expect(await counterAt('http://127.0.0.1:9').count('amazon.nova-micro-v1:0:128k', text)).toBe('unread');
});
