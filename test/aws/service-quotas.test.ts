import { awsClients } from '@rung/aws/clients.ts';
import { serviceQuotas } from '@rung/aws/service-quotas.ts';
import { QUOTAS } from '@rung/core/launch/quota.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { type Handler, listen } from '@rung/sandbox/kit/http.ts';
import { openServiceQuotas } from '@rung/sandbox/service-quotas/open-service-quotas.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const service = openServiceQuotas({ wireLog: { write: () => undefined } });
let front: Awaited<ReturnType<typeof startAwsFront>>;
beforeAll(async () => {
  front = await startAwsFront({ servicequotas: service.handler });
});
afterAll(() => front.close());

const quotasAt = (endpoint: string) => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return serviceQuotas(awsClients({ region: 'us-east-1', endpoint, credentials }));
};

test('what the account has is read, and the defaults that the core names are AWS’s', async () => {
  const quotas = quotasAt(front.url);
  const read = await Promise.all(Object.values(QUOTAS).map((quota) => quotas.valueOf(quota)));

  service.grant({ code: QUOTAS.jobs.code, value: 3 });

  expect(read).toEqual(Object.values(QUOTAS).map(({ byDefault }) => byDefault));
  expect(await quotas.valueOf(QUOTAS.jobs)).toBe(3);
});

test('a quota that was never changed has AWS’s default, one that nobody knows has none', async () => {
  const neverChanged: Handler = (request, reply) => {
    if (!String(request.headers['x-amz-target']).endsWith('.GetServiceQuota')) return service.handler(request, reply);
    reply.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
    reply.end(JSON.stringify({ __type: 'NoSuchResourceException', message: 'no applied value' }));
  };
  const proxy = await listen(neverChanged);
  const quotas = quotasAt(proxy.url);

  const values = [await quotas.valueOf(QUOTAS.customModels), await quotas.valueOf({ ...QUOTAS.jobs, code: 'L-0' })];
  await proxy.close();

  expect(values).toEqual([100, undefined]);
});

test('a refusal is thrown, not taken for a default', async () => {
  const denying = await listen((_, reply) => {
    reply.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
    reply.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'no' }));
  });

  const asked = quotasAt(denying.url).valueOf(QUOTAS.jobs);

  await expect(asked).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await denying.close();
});
