import { embeddedReader } from '@rung/app/embedded-reader.ts';
import { bedrockReader } from '@rung/aws/bedrock-reader.ts';
import { awsClients } from '@rung/aws/clients.ts';
import { decide } from '@rung/core/diagnosis/decide.ts';
import type { Situation } from '@rung/core/diagnosis/situation.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { AwsError } from '@rung/sandbox/kit/aws-error.ts';
import type { Listening } from '@rung/sandbox/kit/http.ts';
import { serveModel } from '@rung/sandbox/models/serve-model.ts';
import { loadModel } from '@rung/sandbox/models/service-model.ts';
import { afterEach, describe, expect, it } from 'vitest';

const TEXT = 'The bot invents prices. Our price list changes weekly.';
const turns = [{ role: 'user' as const, text: TEXT }];

let front: Listening;
afterEach(() => front.close());

interface Asked {
  request: Record<string, unknown>;
}

/** A Bedrock whose model answers the forced tool with `input`, or with an error. */
async function readWith(input: unknown): Promise<{ situation: Situation; asked: Asked[] }> {
  const asked: Asked[] = [];
  const converse = (request: Record<string, unknown>) => {
    asked.push({ request });
    if (input instanceof AwsError) throw input;
    const content = [{ toolUse: { toolUseId: 't1', name: 'record_facts', input } }];
    return {
      output: { message: { role: 'assistant', content } },
      stopReason: 'tool_use',
      usage: { inputTokens: 10, outputTokens: 10, totalTokens: 20 },
      metrics: { latencyMs: 5 },
    };
  };
  front = await startAwsFront({
    bedrock: serveModel({
      model: loadModel('bedrock-runtime'),
      operations: { Converse: converse },
      wireLog: { write: () => undefined },
    }),
  });
  const clients = awsClients({
    region: 'us-east-1',
    endpoint: front.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const reader = bedrockReader({ clients, modelId: 'amazon.nova-pro-v1:0', otherwise: embeddedReader });
  return { situation: await reader.read(turns), asked };
}

const quoted = (name: string, quote: string) => ({ name, state: 'known', quote });

describe('the reader on Bedrock', () => {
  it('forces one tool with the schema of the facts, and takes what it quotes word for word', async () => {
    const { situation, asked } = await readWith({
      facts: [quoted('gap-facts', 'The bot invents prices.'), quoted('facts-change', 'Our price list changes weekly.')],
    });

    expect(asked[0]?.request).toMatchObject({
      modelId: 'amazon.nova-pro-v1:0',
      toolConfig: { toolChoice: { tool: { name: 'record_facts' } } },
    });
    expect(Object.keys(situation.facts).sort()).toEqual(['facts-change', 'gap-facts', 'wording']);
    expect(decide(situation).method).toBe('rag');
  });

  it('drops a fact whose quote is not in the text', async () => {
    const { situation } = await readWith({
      facts: [quoted('gap-facts', 'The bot invents prices.'), quoted('labelled-pairs', 'we have 5,000 reviewed pairs')],
    });

    expect(Object.keys(situation.facts)).toEqual(['gap-facts', 'wording']);
  });

  it.each<[string, unknown]>([
    ['answers what does not parse', { facts: 'fine-tune at once' }],
    ['answers nothing', {}],
    ['quotes nothing that stands in the text', { facts: [quoted('labelled-pairs', 'we have 5,000 reviewed pairs')] }],
    ['refuses', new AwsError('AccessDeniedException', 'no', { status: 403 })],
    ['cannot follow a schema', new AwsError('ModelErrorException', 'no', { status: 424 })],
  ])('hands over to the embedded reader when the model %s', async (_, input) => {
    const { situation } = await readWith(input);

    expect(situation).toEqual(await embeddedReader.read(turns));
  });
});
