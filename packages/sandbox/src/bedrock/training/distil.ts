import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { baseAnswer } from '../base-answer.ts';
import { modelIdOf } from '../base-models.ts';
import type { Turn } from '../conversation.ts';
import { type ObjectStore, s3Place } from '../object-store.ts';
import type { Example } from '../small-model/features.ts';
import type { Pace } from '../small-model/pace.ts';
import { approximateTokens } from '../small-model/pieces.ts';
import type { InvocationLogsConfig, JobRequest } from '../state.ts';
import { type DataSet, JobFailure, linesOf } from '../training-data.ts';

/** Prompts that a distillation takes (Bedrock user guide, distillation-prepare-datasets, read 2026-11-20). */
const MIN_PROMPTS = 100;
const MAX_PROMPTS = 15_000;
/** Answered prompts that the teacher is shown as examples. */
const MAX_SHOTS = 10;
const DEFAULT_RESPONSE_TOKENS = 1000;

/** One thing to answer; `answer` where the file or the log has one. */
export interface Prompt {
  readonly system: string;
  readonly user: string;
  readonly answer: string | undefined;
  /** Base model that gave the logged answer. */
  readonly modelId?: string;
}

/** The teacher's answers to the job's prompts: what the student trains on. The teacher is the sandbox's base model. */
export async function distilled(objects: ObjectStore, request: JobRequest, pace: Pace): Promise<DataSet> {
  const { teacherModelIdentifier, maxResponseLengthForInference = DEFAULT_RESPONSE_TOKENS } = request
    .customizationConfig?.distillationConfig?.teacherModelConfig ?? { teacherModelIdentifier: '' };
  const logs = request.trainingDataConfig.invocationLogsConfig;
  const prompts = logs
    ? await readLogs(objects, logs)
    : await readPrompts(objects, request.trainingDataConfig.s3Uri ?? '');
  if (prompts.length < MIN_PROMPTS || prompts.length > MAX_PROMPTS)
    throw new JobFailure(
      `The data has ${prompts.length} prompts. Distillation takes ${MIN_PROMPTS} to ${MAX_PROMPTS}.`,
    );
  const teacher = {
    id: modelIdOf(teacherModelIdentifier),
    maxTokens: maxResponseLengthForInference,
    shots: shotsOf(prompts),
  };
  const usesLogged = logs?.usePromptResponse === true;
  const examples: Example[] = [];
  for (const prompt of prompts) {
    examples.push(taught(prompt, teacher, usesLogged && prompt.modelId === teacher.id));
    if (pace.due()) await pace.rest();
  }
  return { examples, records: prompts.length };
}

interface Teacher {
  readonly id: string;
  readonly maxTokens: number;
  readonly shots: readonly Prompt[];
}

function taught(prompt: Prompt, teacher: Teacher, usesLogged: boolean): Example {
  const { system, user } = prompt;
  if (usesLogged && prompt.answer) return { prompt: { system, earlier: '', user }, completion: prompt.answer };
  const turns: Turn[] = teacher.shots.flatMap((shot) => [
    { role: 'user', text: shot.user },
    { role: 'assistant', text: shot.answer ?? '' },
  ]);
  const asked = [...turns, { role: 'user', text: user }];
  const answer = baseAnswer({
    system,
    turns: asked,
    demandsSchema: false,
    maxTokens: teacher.maxTokens,
    stopSequences: [],
  });
  return { prompt: { system, earlier: '', user }, completion: cutTo(answer, teacher.maxTokens) };
}

/** Evenly spaced answered prompts. */
function shotsOf(prompts: readonly Prompt[]): Prompt[] {
  const answered = prompts.filter(({ answer }) => answer);
  const step = Math.max(1, Math.floor(answered.length / MAX_SHOTS));
  return answered.filter((_, index) => index % step === 0).slice(0, MAX_SHOTS);
}

function cutTo(text: string, maxTokens: number): string {
  const words = text.split(/(?<=\s)/);
  let kept = '';
  for (const word of words) {
    if (approximateTokens(kept + word) > maxTokens) break;
    kept += word;
  }
  return kept === '' ? text.slice(0, 1) : kept;
}

async function readPrompts(objects: ObjectStore, uri: string): Promise<Prompt[]> {
  const { bucket, key } = s3Place(uri);
  const object = await objects.get(bucket, key);
  if (!object) throw new JobFailure(`The training file ${uri} is not there any more.`);
  const prompts: Prompt[] = [];
  for await (const line of linesOf(object.body())) {
    const prompt = parsePrompt(line);
    if (!prompt) throw new JobFailure(`Line ${prompts.length + 1} of ${uri} is not a prompt of one turn.`);
    prompts.push(prompt);
  }
  return prompts;
}

type Blocks = readonly { readonly text?: string }[];

function parsePrompt(line: string): Prompt | undefined {
  const value = parseJson(line) as
    | { schemaVersion?: string; system?: Blocks; messages?: readonly { role?: string; content?: Blocks }[] }
    | undefined;
  const [first, second, ...more] = value?.messages ?? [];
  if (value?.schemaVersion !== 'bedrock-conversation-2024' || first?.role !== 'user' || more.length > 0)
    return undefined;
  if (second && second.role !== 'assistant') return undefined;
  const user = textOf(first.content);
  return user === ''
    ? undefined
    : { system: textOf(value.system), user, answer: second ? textOf(second.content) : undefined };
}

async function readLogs(objects: ObjectStore, config: InvocationLogsConfig): Promise<Prompt[]> {
  const { bucket, key } = s3Place(config.invocationLogSource.s3Uri ?? '');
  const prompts: Prompt[] = [];
  for (const file of await objects.list(bucket, key)) {
    if (!/\.json(?:l)?(?:\.gz)?$/.test(file.key)) continue;
    const body = (await objects.get(bucket, file.key))?.body();
    if (!body) continue;
    const plain = file.key.endsWith('.gz') ? (Readable.from(body).pipe(createGunzip()) as AsyncIterable<Buffer>) : body;
    for await (const line of linesOf(plain)) prompts.push(...parseLogged(line));
  }
  return prompts;
}

/** One entry of a model invocation log (Bedrock user guide, model-invocation-logging), of Converse. */
function parseLogged(line: string): Prompt[] {
  const entry = parseJson(line) as
    | {
        modelId?: string;
        input?: { inputBodyJson?: { system?: Blocks; messages?: readonly { role?: string; content?: Blocks }[] } };
        output?: { outputBodyJson?: { output?: { message?: { content?: Blocks } } } };
      }
    | undefined;
  const body = entry?.input?.inputBodyJson;
  const user = textOf(body?.messages?.findLast(({ role }) => role === 'user')?.content);
  if (!entry || user === '') return [];
  const answer = textOf(entry.output?.outputBodyJson?.output?.message?.content);
  const modelId = modelIdOf(entry.modelId ?? '').replace(/^(?:us|eu|apac)\./, '');
  return [{ system: textOf(body?.system), user, answer: answer === '' ? undefined : answer, modelId }];
}

const textOf = (blocks: Blocks = []) => blocks.flatMap(({ text }) => text ?? []).join('\n');

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
