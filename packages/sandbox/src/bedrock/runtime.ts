import { AwsError } from '../kit/aws-error.ts';
import type { CallContext, OperationHandler } from '../models/serve-model.ts';
import { validationError } from './arns.ts';
import { baseAnswer } from './base-answer.ts';
import { findBaseModel, modelIdOf } from './base-models.ts';
import { type Conversation, inputTokens, promptOf, readConversation } from './conversation.ts';
import { requireInvocable } from './invocable.ts';
import { recordClientError, recordInvocation } from './metrics.ts';
import { routed } from './other-jobs/routers.ts';
import { answer } from './small-model/answer.ts';
import { approximateTokens, pieces } from './small-model/pieces.ts';
import type { BedrockState } from './state.ts';
import { billAnswer } from './usage.ts';

export function runtime(state: BedrockState): Record<string, OperationHandler> {
  return {
    Converse: async (input, context) => {
      const reply = await converse(state, input, context);
      return {
        output: { message: { role: 'assistant', content: [{ text: reply.text }] } },
        stopReason: reply.stopReason,
        usage: reply.usage,
        metrics: { latencyMs: reply.latencyMs },
        ...(reply.routedTo ? { trace: { promptRouter: { invokedModelId: reply.routedTo } } } : {}),
      };
    },
    ConverseStream: async (input, context) => ({ stream: streamed(await converse(state, input, context)) }),
    CountTokens: (input) => ({ inputTokens: countTokens(input) }),
  };
}

/** One answer of the runtime, in full. */
export interface Reply {
  readonly text: string;
  readonly stopReason: 'end_turn' | 'max_tokens' | 'stop_sequence';
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number; readonly totalTokens: number };
  readonly latencyMs: number;
  /** ARN of the model that a router chose. */
  readonly routedTo?: string;
}

/** Answers a Converse request and writes its CloudWatch points. */
export async function converse(
  state: BedrockState,
  input: Record<string, unknown>,
  context: Pick<CallContext, 'region'>,
): Promise<Reply> {
  const modelId = String(input['modelId']);
  const startedAt = performance.now();
  try {
    const invocable = requireInvocable(state, modelId, context.region);
    state.quotas.take(modelId);
    const conversation = readConversation(input);
    if (conversation.demandsSchema) throw cannotFollowSchema(invocable.kind);
    const full =
      invocable.kind === 'base' ? baseAnswer(conversation) : await customAnswer(state, invocable.modelId, conversation);
    const ended = endOf(full, conversation);
    const usage = usageOf(conversation, ended.text);
    const latencyMs = Math.max(1, Math.round(performance.now() - startedAt));
    const routedTo =
      invocable.kind === 'base' && invocable.router
        ? routed(invocable.router, conversation.turns.at(-1)?.text ?? '')
        : undefined;
    const answered = routedTo === undefined ? modelId : modelIdOf(routedTo);
    recordInvocation(state.metrics, { modelId: answered, ...usage, latencyMs, atMs: state.clock.nowMs() });
    billAnswer(state, { modelId: answered, region: context.region, ...usage });
    return { ...ended, usage, latencyMs, ...(routedTo === undefined ? {} : { routedTo }) };
  } catch (error) {
    if (error instanceof AwsError && error.status < 500) recordClientError(state.metrics, modelId, state.clock.nowMs());
    throw error;
  }
}

const cannotFollowSchema = (kind: 'base' | 'custom') =>
  new AwsError('ModelErrorException', `The sandbox ${kind} model cannot follow a schema`, { status: 424 });

async function customAnswer(state: BedrockState, modelId: string, conversation: Conversation): Promise<string> {
  const network = await state.trained.load(modelId);
  if (!network) throw new Error(`the trained model ${modelId} is not on disk`);
  return answer(network, promptOf(conversation));
}

/** Cuts the text where the caller's limits end it. */
function endOf(full: string, { stopSequences, maxTokens }: Conversation): Pick<Reply, 'text' | 'stopReason'> {
  const stops = stopSequences.map((stop) => full.indexOf(stop)).filter((index) => index >= 0);
  const stopped = stops.length > 0;
  const text = stopped ? full.slice(0, Math.min(...stops)) : full;
  const cut = maxTokens === undefined ? text : firstTokens(text, maxTokens);
  if (cut.length < text.length) return { text: cut, stopReason: 'max_tokens' };
  return { text, stopReason: stopped ? 'stop_sequence' : 'end_turn' };
}

function firstTokens(text: string, maxTokens: number): string {
  let kept = '';
  let tokens = 0;
  for (const piece of pieces(text)) {
    tokens += approximateTokens(piece);
    if (tokens > maxTokens) break;
    kept += piece;
  }
  return kept;
}

function usageOf(conversation: Conversation, text: string): Reply['usage'] {
  const read = inputTokens(conversation);
  const written = approximateTokens(text);
  return { inputTokens: read, outputTokens: written, totalTokens: read + written };
}

async function* streamed({ text, stopReason, usage, latencyMs }: Reply): AsyncGenerator<Record<string, unknown>> {
  yield { messageStart: { role: 'assistant' } };
  for (const piece of pieces(text)) yield { contentBlockDelta: { contentBlockIndex: 0, delta: { text: piece } } };
  yield { contentBlockStop: { contentBlockIndex: 0 } };
  yield { messageStop: { stopReason } };
  yield { metadata: { usage, metrics: { latencyMs } } };
}

/** docs.aws.amazon.com/bedrock/latest/userguide/count-tokens.html names Claude models only (read 2026-11-26). */
const COUNTED = /^(?:arn:[^/]*\/)?anthropic\.claude-/;

/** An approximation (see `approximateTokens`): the tokenizers of Bedrock's models are not public. */
function countTokens(input: Record<string, unknown>): number {
  const modelId = String(input['modelId']);
  if (!findBaseModel(modelId)) throw validationError('The provided model identifier is invalid.');
  if (!COUNTED.test(modelId)) throw validationError("The provided model doesn't support counting tokens.");
  const { converse: asked, invokeModel } = input['input'] as {
    converse?: Record<string, unknown>;
    invokeModel?: { body: string };
  };
  if (asked) return inputTokens(readConversation(asked));
  return approximateTokens(Buffer.from(invokeModel?.body ?? '', 'base64').toString('utf8'));
}
