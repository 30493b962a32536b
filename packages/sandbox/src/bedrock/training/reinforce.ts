import { type ObjectStore, s3Place } from '../object-store.ts';
import type { Example } from '../small-model/features.ts';
import { randomFrom } from '../small-model/network.ts';
import type { Pace } from '../small-model/pace.ts';
import { hashText } from '../small-model/pieces.ts';
import type { InvokeLambda, JobRequest } from '../state.ts';
import { type DataSet, JobFailure, linesOf } from '../training-data.ts';

/** Prompts that reinforcement fine-tuning takes (Bedrock user guide, rft-prepare-data, read 2026-11-26). */
const MIN_PROMPTS = 100;
const MAX_PROMPTS = 20_000;
/** Answers that the grader gets in one call. */
const GRADED_AT_ONCE = 32;
const DEFAULT_SAMPLES = 4;

interface GradedPrompt {
  readonly line: Readonly<Record<string, unknown>>;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

interface Sampled {
  readonly id: string;
  readonly prompt: GradedPrompt;
  readonly answer: string;
}

/** Where an answer was graded: what the grader said of it. */
export interface Reward {
  readonly id: string;
  readonly score: number;
}

/**
 * What the rewards teach: for each prompt some answers are sampled, the team's grader scores them, and the best is learnt where it earned
 * anything. The sandbox's model cannot invent answers, so they are drawn from the reference answers of the file; which of them is right
 * for which prompt the grader alone knows.
 */
export async function reinforced(
  world: { objects: ObjectStore; invokeLambda: InvokeLambda },
  request: JobRequest,
  pace: Pace,
): Promise<DataSet & { readonly rewards: readonly Reward[] }> {
  const { graderConfig, hyperParameters } = request.customizationConfig?.rftConfig ?? {};
  const prompts = await readPrompts(world.objects, request.trainingDataConfig.s3Uri ?? '');
  const pool = [...new Set(prompts.map(({ line }) => referenceOf(line)))].filter((answer) => answer !== '');
  const perPrompt = Math.min(pool.length, hyperParameters?.trainingSamplePerPrompt ?? DEFAULT_SAMPLES);
  const random = randomFrom(hashText(request.baseModelIdentifier));
  const sampled = prompts.flatMap((prompt, index) =>
    drawn(pool, perPrompt, random).map((answer, nth) => ({ id: `${index}-${nth}`, prompt, answer })),
  );
  const rewards: Reward[] = [];
  for (let from = 0; from < sampled.length; from += GRADED_AT_ONCE) {
    const batch = sampled.slice(from, from + GRADED_AT_ONCE);
    rewards.push(...(await grade(world.invokeLambda, graderConfig?.lambdaGrader?.lambdaArn ?? '', batch)));
    if (pace.due()) await pace.rest();
  }
  const examples = bestOf(sampled, rewards);
  if (examples.length === 0) throw new JobFailure('No answer earned a reward: there was nothing to learn.');
  return { examples, records: prompts.length, rewards };
}

function bestOf(sampled: readonly Sampled[], rewards: readonly Reward[]): Example[] {
  const scores = new Map(rewards.map(({ id, score }) => [id, score]));
  const best = new Map<GradedPrompt, { answer: string; score: number }>();
  for (const { id, prompt, answer } of sampled) {
    const score = scores.get(id) ?? 0;
    if (score > (best.get(prompt)?.score ?? 0)) best.set(prompt, { answer, score });
  }
  return [...best].map(([{ messages }, { answer }]) => {
    const said = (role: string) => messages.filter((message) => message.role === role).map(({ content }) => content);
    const users = said('user');
    const prompt = {
      system: said('system').join('\n'),
      earlier: users.slice(0, -1).join('\n'),
      user: users.at(-1) ?? '',
    };
    return { prompt, completion: answer };
  });
}

function drawn(pool: readonly string[], count: number, random: () => number): string[] {
  const left = [...pool];
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)[0] ?? '');
}

/** Calls the grader as AWS does: a list of the prompts with the answer appended; it answers a score for each. */
async function grade(invoke: InvokeLambda, lambdaArn: string, batch: readonly Sampled[]): Promise<Reward[]> {
  const event = batch.map(({ id, prompt, answer }) => ({
    ...prompt.line,
    id,
    messages: [...prompt.messages, { role: 'assistant', content: answer }],
  }));
  const outcome = await invoke(lambdaArn, event).catch((error: unknown) => ({
    error: { type: 'Unreachable', message: error instanceof Error ? error.message : String(error) },
  }));
  if ('error' in outcome) throw new JobFailure(`The grader ${lambdaArn} failed: ${outcome.error.message}`);
  const scores = Array.isArray(outcome.payload) ? (outcome.payload as readonly Record<string, unknown>[]) : [];
  return batch.map(({ id }) => {
    const score = scores.find((one) => one['id'] === id)?.['aggregate_reward_score'];
    if (typeof score !== 'number' || !Number.isFinite(score))
      throw new JobFailure(`The grader ${lambdaArn} gave no aggregate_reward_score for an answer.`);
    return { id, score };
  });
}

async function readPrompts(objects: ObjectStore, uri: string): Promise<GradedPrompt[]> {
  const { bucket, key } = s3Place(uri);
  const object = await objects.get(bucket, key);
  if (!object) throw new JobFailure(`The training file ${uri} is not there any more.`);
  const prompts: GradedPrompt[] = [];
  for await (const text of linesOf(object.body())) {
    const prompt = parseGraded(text);
    if (!prompt) throw new JobFailure(`Line ${prompts.length + 1} of ${uri} is not a prompt in OpenAI’s chat layout.`);
    prompts.push(prompt);
  }
  if (prompts.length < MIN_PROMPTS || prompts.length > MAX_PROMPTS)
    throw new JobFailure(`The data has ${prompts.length} prompts; ${MIN_PROMPTS} to ${MAX_PROMPTS} are taken.`);
  return prompts;
}

function parseGraded(text: string): GradedPrompt | undefined {
  try {
    const line = JSON.parse(text) as { messages?: { role?: unknown; content?: unknown }[] };
    const messages = (line.messages ?? []).flatMap(({ role, content }) =>
      typeof role === 'string' && typeof content === 'string' ? [{ role, content }] : [],
    );
    const isWhole = messages.length === line.messages?.length && messages.at(-1)?.role === 'user';
    return isWhole ? { line, messages } : undefined;
  } catch {
    return undefined;
  }
}

function referenceOf(line: Readonly<Record<string, unknown>>): string {
  const { reference_answer: reference } = line;
  if (reference === undefined || reference === null) return '';
  return typeof reference === 'string' ? reference : JSON.stringify(reference);
}
