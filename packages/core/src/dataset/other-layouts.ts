import { isObject, type JsonObject } from './read-record.ts';

/** What is asked and what should be answered. */
interface Pair {
  readonly prompt: string;
  readonly completion: string;
}

/**
 * A record of a Bedrock evaluation job: {"prompt", "referenceResponse", "category"}, or turns with references for retrieval
 * (docs.aws.amazon.com/bedrock/latest/userguide/model-evaluation-prompt-datasets-judge.html and
 * knowledge-base-evaluation-prompt-retrieve.html, read 2026-11-26).
 */
export function evaluationPair(record: JsonObject): Pair | undefined {
  const { conversationTurns: turns, prompt } = record;
  if (Array.isArray(turns)) {
    const asked = turns.filter(isObject);
    const last = asked.at(-1)?.['referenceResponses'];
    const reference: unknown = Array.isArray(last) ? last[0] : undefined;
    return {
      prompt: asked.map((turn) => contentText(turn['prompt'])).join('\n\n'),
      completion: contentText(reference),
    };
  }
  if (!('referenceResponse' in record) && !('modelResponses' in record)) return undefined;
  return { prompt: stringOf(prompt), completion: stringOf(record['referenceResponse']) };
}

/** Names of the fields that hold the answer, and of those that are asked with, in the order in which they are read. */
const ANSWERS = ['response', 'output', 'answer'] as const;
const QUESTIONS = ['instruction', 'question', 'context', 'input'] as const;

/**
 * An instruction record as JumpStart's templates and Autopilot's tables name its fields: instruction, context and response,
 * or input and output (docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-foundation-models-fine-tuning-instruction-based.html and
 * autopilot-llms-finetuning-data-format.html, read 2026-11-26).
 */
export function instructionPair(record: JsonObject): Pair | undefined {
  const answer = ANSWERS.find((field) => field in record);
  const questions = QUESTIONS.filter((field) => field in record);
  if (questions.length === 0 || (answer === undefined && !('instruction' in record))) return undefined;
  const prompt = questions.map((field) => stringOf(record[field])).filter((text) => text !== '');
  return { prompt: prompt.join('\n\n'), completion: answer === undefined ? '' : stringOf(record[answer]) };
}

/** The fields of an instruction record that should hold text, and which of them is the answer. */
export function instructionFields(record: JsonObject): { questions: readonly string[]; answer: string | undefined } {
  return {
    questions: QUESTIONS.filter((field) => field in record),
    answer: ANSWERS.find((field) => field in record),
  };
}

/** A call as Bedrock logs it (docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html, read 2026-11-26). */
export function isInvocationLog(record: JsonObject): boolean {
  return isObject(record['input']) && ('inputBodyJson' in record['input'] || 'inputBodyS3Path' in record['input']);
}

/** What a logged call said and heard. */
export interface Invocation {
  readonly system: unknown;
  readonly messages: readonly unknown[];
  readonly answer: string;
}

/** Reads the bodies of Converse, of chats, and of models that take one prompt. */
export function invocationParts(record: JsonObject): Invocation {
  const asked = bodyOf(record['input'], 'inputBodyJson');
  const heard = bodyOf(record['output'], 'outputBodyJson');
  const messages: readonly unknown[] = Array.isArray(asked['messages']) ? asked['messages'] : [];
  const single = stringOf(asked['prompt'] ?? asked['inputText']);
  return {
    system: asked['system'],
    messages: messages.length > 0 || single === '' ? messages : [{ role: 'user', content: single }],
    answer: answerOf(heard),
  };
}

function bodyOf(side: unknown, field: string): JsonObject {
  const body = isObject(side) ? side[field] : undefined;
  return isObject(body) ? body : {};
}

function answerOf(body: JsonObject): string {
  const { output, content, generation, outputText, completion } = body;
  if (isObject(output)) return contentText(output['message']);
  if (Array.isArray(content)) return contentText(body);
  return stringOf(generation ?? outputText ?? completion);
}

/** The texts of {"content": [{"text"}]}. */
function contentText(holder: unknown): string {
  const content = isObject(holder) ? holder['content'] : undefined;
  if (!Array.isArray(content)) return stringOf(content);
  return content.map((block: unknown) => (isObject(block) ? stringOf(block['text']) : '')).join('\n');
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
