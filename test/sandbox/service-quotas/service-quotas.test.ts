import * as sdk from '@aws-sdk/client-service-quotas';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { loadModel } from '@rung/sandbox/models/service-model.ts';
import { NOT_DONE } from '@rung/sandbox/service-quotas/coverage.ts';
import { openServiceQuotas, type ServiceQuotas } from '@rung/sandbox/service-quotas/open-service-quotas.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal } from '../bedrock/bench.ts';

const JOBS = { ServiceCode: 'bedrock', QuotaCode: 'L-0406044C' };
let quotas: ServiceQuotas;
let front: Awaited<ReturnType<typeof startAwsFront>>;
let client: sdk.ServiceQuotasClient;
beforeAll(async () => {
  quotas = openServiceQuotas({ wireLog: { write: () => undefined } });
  front = await startAwsFront({ servicequotas: quotas.handler });
  client = new sdk.ServiceQuotasClient({
    ...{ endpoint: front.url, region: 'us-east-1', maxAttempts: 1 },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterAll(async () => {
  client.destroy();
  await front.close();
});

test('a quota is AWS’s default until the account is granted another, in that region', async () => {
  const before = await client.send(new sdk.GetServiceQuotaCommand(JOBS));

  quotas.grant({ code: 'L-0406044C', value: 25 });

  expect(before.Quota).toMatchObject({
    QuotaName: '(Model customization) Scheduled customization jobs',
    QuotaArn: 'arn:aws:servicequotas:us-east-1:123456789012:bedrock/L-0406044C',
    Value: 10,
  });
  expect((await client.send(new sdk.GetServiceQuotaCommand(JOBS))).Quota?.Value).toBe(25);
  expect((await client.send(new sdk.GetAWSDefaultServiceQuotaCommand(JOBS))).Quota?.Value).toBe(10);
  expect(quotas.quotaOf('us-west-2', 'L-0406044C')).toBe(10);
});

test('lists come in pages, and say what was granted', async () => {
  const pages = sdk.paginateListServiceQuotas({ client, pageSize: 2 }, { ServiceCode: 'bedrock' });

  const listed = (await Array.fromAsync(pages)).map(({ Quotas = [] }) => Quotas.map(({ Value }) => Value));

  expect(listed.map((page) => page.length)).toEqual([2, 2, 1]);
  expect(listed[0]?.[0]).toBe(quotas.quotaOf('us-east-1', 'L-0406044C'));
});

test('what does not exist is NoSuchResourceException', async () => {
  const noQuota = new sdk.GetServiceQuotaCommand({ ServiceCode: 'bedrock', QuotaCode: 'L-00000000' });
  const noService = new sdk.ListServiceQuotasCommand({ ServiceCode: 'nowhere' });

  const answers = [await refusal(client.send(noQuota)), await refusal(client.send(noService))];

  expect(answers.map(({ code }) => code)).toEqual(['NoSuchResourceException', 'NoSuchResourceException']);
});

test('every other operation answers 501', async () => {
  const commands = sdk as unknown as Record<string, new (input: object) => sdk.ListServicesCommand>;
  const send = (name: string) => {
    const Command = commands[`${name}Command`];
    if (!Command) throw new Error(`the SDK has no ${name}`);
    return refusal(client.send(new Command({})));
  };

  const answers = await Promise.all(NOT_DONE.map(send));

  expect(answers.length).toBeGreaterThan(5);
  expect(answers.filter(({ status }) => status !== 501)).toEqual([]);
  expect(Object.keys(loadModel('service-quotas').operations)).toHaveLength(4);
});
