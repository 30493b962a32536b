import { validationError } from './arns.ts';
import type { Prompt } from './small-model/features.ts';
import { approximateTokens } from './small-model/pieces.ts';

/** One message of a conversation, its texts joined. */
export interface Turn {
  readonly role: string;
  readonly text: string;
}

/** What Converse's input asks, as far as the sandbox's models read it. */
export interface Conversation {
  readonly system: string;
  /** Begins and ends with the user. */
  readonly turns: readonly Turn[];
  /** The caller demands a tool call or a JSON schema. */
  readonly demandsSchema: boolean;
  readonly maxTokens: number | undefined;
  readonly stopSequences: readonly string[];
}

interface ConverseInput {
  readonly messages?: readonly { role: string; content: readonly { text?: string }[] }[];
  readonly system?: readonly { text?: string }[];
  readonly toolConfig?: { toolChoice?: { any?: object; tool?: object } };
  readonly outputConfig?: { textFormat?: object };
  readonly inferenceConfig?: { maxTokens?: number; stopSequences?: string[] };
}

const textOf = (blocks: readonly { text?: string }[] = []) => blocks.flatMap(({ text }) => text ?? []).join('\n');

/** Reads Converse's input; refuses what Converse refuses of every model. */
export function readConversation(input: Record<string, unknown>): Conversation {
  const { messages = [], system, toolConfig, outputConfig, inferenceConfig } = input as ConverseInput;
  const turns = messages.map(({ role, content }) => ({ role, text: textOf(content) }));
  if (turns[0]?.role !== 'user') {
    throw validationError(
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    );
  }
  if (turns.at(-1)?.role !== 'user') throw validationError('The last turn in a conversation must be a user message.');
  const choice = toolConfig?.toolChoice;
  return {
    system: textOf(system),
    turns,
    demandsSchema: Boolean(choice?.any ?? choice?.tool ?? outputConfig?.textFormat),
    maxTokens: inferenceConfig?.maxTokens,
    stopSequences: inferenceConfig?.stopSequences ?? [],
  };
}

/** The conversation as the small model reads prompts. */
export function promptOf({ system, turns }: Conversation): Prompt {
  const users = turns.filter(({ role }) => role === 'user').map(({ text }) => text);
  return { system, earlier: users.slice(0, -1).join('\n'), user: users.at(-1) ?? '' };
}

/** About how many tokens the conversation has: see `approximateTokens`, and three for the frame of each message. */
export function inputTokens({ system, turns }: Conversation): number {
  const frames = 3 * (turns.length + (system === '' ? 0 : 1));
  return frames + approximateTokens(system) + turns.reduce((sum, { text }) => sum + approximateTokens(text), 0);
}
