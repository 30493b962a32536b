import type { TokenCounter } from '@rung/core/dataset/counted-tokens.ts';
import type { AwsClients } from './clients.ts';

/** The variant with a context suffix ("…-v1:0:128k") is tuned only; the model itself is counted for. */
const CONTEXT = /(:\d+):\d+k$/;
/** "The provided model doesn't support counting tokens": Claude models alone did (user guide, count-tokens.html, read 2026-11-26). */
const NOT_OFFERED = /ValidationException|ResourceNotFound/;

/** Bedrock's CountTokens, which costs nothing. Never throws: whoever asks has an estimate to fall back to. */
export function tokenCounter(clients: Pick<AwsClients, 'bedrockRuntime'>): TokenCounter {
  return {
    async count(baseModelId, { system, asked, answered }) {
      const { CountTokensCommand } = await import('@aws-sdk/client-bedrock-runtime');
      const client = await clients.bedrockRuntime();
      // As one turn of the user: a conversation that ends with the assistant is none that every model would be asked.
      const content = [asked, answered].filter((each) => each !== '').map((each) => ({ text: each }));
      const messages = [{ role: 'user' as const, content }];
      const converse = { messages, ...(system === '' ? {} : { system: [{ text: system }] }) };
      const modelId = baseModelId.replace(CONTEXT, '$1');
      return client.send(new CountTokensCommand({ modelId, input: { converse } })).then(
        ({ inputTokens }) => inputTokens ?? 'unread',
        (error: unknown) => (NOT_OFFERED.test((error as { name?: string }).name ?? '') ? 'not-offered' : 'unread'),
      );
    },
  };
}
