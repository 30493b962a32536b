import type { TrainingFormat } from './base-models.ts';
import type { RecordFormat } from './recognise-record.ts';

/** Layouts, as people are told of them. */
export const LAYOUT_NAMES: Readonly<Record<Exclude<RecordFormat, 'unknown'>, string>> = {
  conversation: 'a conversation of content blocks',
  'prompt-completion': 'a prompt with its completion',
  'openai-chat': 'a chat in OpenAI’s layout',
  'plain-text': 'plain text for continued pre-training',
  instruction: 'an instruction with its response',
  'invocation-log': 'a logged call of a model',
  evaluation: 'a record of an evaluation set',
};

const AS_CONVERSATION =
  '{"schemaVersion": "bedrock-conversation-2024", "messages": [{"role": "user", "content": [{"text": …}]}, {"role": "assistant", "content": [{"text": …}]}]}';

/** What to do to get from one layout to the one that is wanted. */
export function wayFrom(format: Exclude<RecordFormat, 'unknown'>, wanted: TrainingFormat | undefined): string {
  if (format === 'evaluation')
    return 'This is a held-out set: name it with --eval, and give the examples to learn from as the file to check.';
  switch (wanted) {
    case 'plain-text':
      return 'Write {"text": …} with nothing but the text to read.';
    case 'openai-chat':
      return 'Write {"messages": [{"role": "user", "content": "…"}], "reference_answer": "…"}: the prompt as a chat, and what the grader compares with.';
    case 'instruction':
      return 'Write {"instruction": …, "response": …} on each line, or a table with such columns.';
    case 'invocation-log':
    case 'conversation':
      return toConversation(format);
    case 'prompt-completion':
    case undefined:
      return format === 'plain-text'
        ? WRITE_PAIRS
        : 'Write {"prompt": what the user asked, with the system text before it, "completion": the last answer}.';
    default:
      return wanted satisfies never;
  }
}

const WRITE_PAIRS =
  'Fine-tuning learns from pairs: write what is asked and what should be answered. Bedrock no longer offers continued pre-training; --method cpt checks for SageMaker’s.';

function toConversation(format: RecordFormat): string {
  if (format === 'plain-text') return WRITE_PAIRS;
  if (format === 'prompt-completion')
    return `Make the prompt a user message and the completion an assistant message: ${AS_CONVERSATION}.`;
  if (format === 'instruction')
    return `Make the instruction a user message and the response an assistant message: ${AS_CONVERSATION}.`;
  if (format === 'invocation-log')
    return `Fine-tuning does not read logs: write each call as ${AS_CONVERSATION}, or check with --method distillation.`;
  return 'Write each content as a list of blocks, [{"text": …}], and move the system message to "system": [{"text": …}].';
}
