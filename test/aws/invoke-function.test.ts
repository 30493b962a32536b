import { functionInvoker } from '@rung/aws/invoke-function.ts';
import { type Handler, listen } from '@rung/sandbox/kit/http.ts';
import { expect, test } from 'vitest';

test('the called function goes on with the caller’s trace, which is none of what is signed', async () => {
  const seen: Record<string, unknown>[] = [];
  const handler: Handler = (request, reply) => {
    seen.push(request.headers);
    reply.writeHead(202).end();
  };
  const lambda = await listen(handler);
  const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
  const invoke = functionInvoker({
    region: 'us-east-1',
    endpoint: lambda.url,
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    trace: () => trace,
  });

  const answer = await invoke('rung-desk', '{}', 'async');
  await lambda.close();

  expect(answer).toEqual({ kind: 'accepted' });
  expect(seen[0]?.['x-amzn-trace-id']).toBe(trace);
  expect(seen[0]?.['authorization']).not.toMatch(/x-amzn-trace-id/);
});
