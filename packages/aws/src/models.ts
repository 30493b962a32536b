import type { ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import type { ModelAnswer, ModelAsk, Models } from '@rung/core/evaluation/judgement/ports.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';

/** Language models through Converse. The SDK has tried three times before a model counts as busy. */
export function models(clients: Pick<AwsClients, 'bedrockRuntime'>): Models {
  return { answer: (ask) => answer(clients, ask) };
}

async function answer(clients: Pick<AwsClients, 'bedrockRuntime'>, asked: ModelAsk): Promise<ModelAnswer> {
  const { ConverseCommand } = await import('@aws-sdk/client-bedrock-runtime');
  const client = await clients.bedrockRuntime();
  const { system, turns } = asked.ask;
  const command = new ConverseCommand({
    modelId: asked.modelId,
    ...(system === '' ? {} : { system: [{ text: system }] }),
    messages: turns.map(({ role, text }) => ({ role, content: [{ text }] })),
    inferenceConfig: { temperature: 0, maxTokens: asked.maxTokens },
  });
  return client.send(command).then(answerOf, (error: unknown) => failed(error));
}

function answerOf({ output, usage, metrics, stopReason }: ConverseCommandOutput): ModelAnswer {
  const text = (output?.message?.content ?? []).flatMap((block) => block.text ?? []).join('\n');
  return {
    kind: 'answered',
    text,
    inputTokens: usage?.inputTokens ?? 0,
    outputTokens: usage?.outputTokens ?? 0,
    latencyMs: metrics?.latencyMs ?? 0,
    cutOff: stopReason === 'max_tokens',
  };
}

/** The message of a refusal may repeat the request, so only its name goes on. */
function failed(error: unknown): ModelAnswer {
  const { name = '' } = (error ?? {}) as { name?: string };
  const kind = failureKind(error);
  if (kind === 'retryable' || kind === 'unknown' || /ModelNotReady|ModelTimeout/.test(name)) return { kind: 'busy' };
  if (kind === 'denied' || kind === 'missing') throw error;
  return { kind: 'refused', why: name };
}
