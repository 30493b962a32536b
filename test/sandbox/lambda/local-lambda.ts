import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { createClock, type SandboxClock } from '@rung/sandbox/kit/clock.ts';
import { openWireLog } from '@rung/sandbox/kit/wire-log.ts';
import { createLambda, type Lambda } from '@rung/sandbox/lambda/lambda.ts';

/** A Lambda client of the real SDK with the sandbox behind it. */
export interface LocalLambda {
  readonly client: LambdaClient;
  readonly lambda: Lambda;
  readonly clock: SandboxClock;
  /** Invokes and parses what comes back. */
  invoke(
    name: string,
    event: unknown,
    type?: 'RequestResponse' | 'Event' | 'DryRun',
  ): Promise<{ status: number | undefined; functionError: string | undefined; payload: unknown }>;
  close(): Promise<void>;
}

export async function localLambda(options: { wireLogFile?: string } = {}): Promise<LocalLambda> {
  const clock = createClock();
  const lambda = createLambda({ clock, wireLog: openWireLog(options.wireLogFile) });
  const front = await startAwsFront({ lambda: lambda.handler });
  const client = new LambdaClient({
    endpoint: front.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    client,
    lambda,
    clock,
    async invoke(FunctionName, event, InvocationType = 'RequestResponse') {
      const Payload = JSON.stringify(event);
      const answer = await client.send(new InvokeCommand({ FunctionName, InvocationType, Payload }));
      const text = answer.Payload?.transformToString() ?? '';
      return {
        status: answer.StatusCode,
        functionError: answer.FunctionError,
        payload: text === '' ? undefined : JSON.parse(text),
      };
    },
    async close() {
      lambda.close();
      client.destroy();
      await front.close();
    },
  };
}
