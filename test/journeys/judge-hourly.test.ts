import { afterAll, beforeAll, expect, it } from 'vitest';
import { host, judge, launch, messageSaying, messageTo, press, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { CHANNEL, type Journey, startJourney, tickets, trained, upload } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney({ AWS_REGION: 'us-west-2' });
});
afterAll(() => journey.end());

const saying = (says: RegExp) => messageSaying(journey.slack, CHANNEL, says);
const throughputs = () => journey.aws.bedrock.throughputs().filter(({ name }) => name.startsWith('rung-trial-'));

it('a base without on-demand serving is judged on a throughput that was asked for, and is deleted with the answers', async () => {
  const dataset = await upload(journey, 'llama.jsonl', tickets(320));
  const heldOut = await upload(journey, 'llama.held-out.jsonl', tickets(40).replaceAll('Case ', 'Matter '));
  const typed = { name: 'llama', baseModelId: 'meta.llama3-2-1b-instruct-v1:0:128k', dataset };
  await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });
  await press(journey.slack, { as: 'U0BO', message: await saying(/\*llama: waiting for a yes/), label: /^Approve/ });
  await trained(journey, /<@U0ANA> llama: (?:learned|trained)/);

  await judge(journey.slack, {
    as: 'U0ANA',
    message: await saying(/\*llama: (?:learned|trained)/),
    typed: { heldOut },
  });
  const priced = await saying(/llama: judging it costs/);
  const before = throughputs().length;
  await press(journey.slack, { as: 'U0BO', message: priced, label: /^Judge, .* reserved/ });
  await waitFor(journey.slack, 'the throughput', () => throughputs()[0]);
  await saying(/<@U0ANA> llama: .*The card above has the rest/);

  const card = journey.slack.messages(CHANNEL).find(({ ts }) => ts === priced.ts);
  expect(readMessage(priced)).toContain(
    'a Provisioned Throughput without a term stands for up to 2 hours, billed by the hour',
  );
  expect(readMessage(priced)).toContain('Asked by <@U0ANA>. May confirm: any full member except <@U0ANA>');
  expect(before).toBe(0);
  expect(card && readMessage(card)).toMatch(/40 examples, exact match: .*tuned 100\.0/);
  expect(throughputs()).toEqual([]);
});

it('a model that is clearly better at a price that nobody knows is not called one to ship, and takes a reason', async () => {
  const verdict = readMessage(await saying(/\*llama: the tuned model is clearly better; find its price/));
  const launched = readMessage(await saying(/\*llama: (?:learned|trained)/));
  await journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: 'host' });
  const list = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /can be hosted/);
  const outcome = await host(journey.slack, { as: 'U0ANA', message: list, typed: { way: 'throughput' } });

  expect(verdict).toMatch(/\*Next:\* find its price/);
  expect(launched).toContain('at a price that nobody knew');
  expect(readMessage(list)).toContain('clearly better, and its judgement knew no price of it');
  expect(outcome).toMatchObject({ kind: 'errors', errors: { reason: expect.any(String) } });
});
