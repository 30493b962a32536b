import { randomUUID } from 'node:crypto';
import type { Background } from '../background.ts';
import { s3Place } from '../object-store.ts';
import { approximateTokens } from '../small-model/pieces.ts';
import type { BedrockState } from '../state.ts';
import { billAnswer } from '../usage.ts';
import { workOf } from './evaluation-rules.ts';
import type { EvaluationRecord, EvaluationWork } from './evaluation-state.ts';
import { judgeResponse } from './judge-response.ts';

/** Sandbox time that a job takes; AWS names none, 30 to 50 prompts took 5 to 15 minutes (field reports, 2026). */
const EVALUATED_AFTER_MS = 12 * 60_000;
const STOPPED_AFTER_MS = 60_000;
/** Model-evaluation-prompt-datasets-judge, read 2026-11-27. */
const MOST_PROMPTS = 1_000;
/** What an evaluator prompt of Bedrock's says around prompt, reference and response: about 600 words (model-evaluation-type-judge-prompt). */
const FRAME_TOKENS = 800;

/** One line of a dataset with own responses. */
interface Line {
  readonly prompt: string;
  readonly referenceResponse?: string;
  readonly category?: string;
  readonly modelResponses: readonly [{ readonly response: string; readonly modelIdentifier: string }];
}

/** Takes the job up; again after a restart. */
export function startEvaluation(state: BedrockState, background: Background, arn: string): void {
  background.start(arn, async (signal) => {
    const record = state.evaluations.get(arn);
    if (record?.status !== 'InProgress') return;
    const endedAtMs = record.createdAtMs + EVALUATED_AFTER_MS;
    await state.clock.sleep(endedAtMs - state.clock.nowMs(), signal);
    const work = workOf(record.request);
    const lines = await readLines(state, work);
    signal.throwIfAborted();
    const ended = { ...record, modifiedAtMs: endedAtMs };
    if (typeof lines === 'string') {
      state.evaluations.set(arn, { ...ended, status: 'Failed', failureMessages: [lines] });
      return;
    }
    const judged = lines.map((line) => judgeLine(line, work));
    bill(state, record, judged);
    await write(state, record, judged);
    signal.throwIfAborted();
    state.evaluations.set(arn, { ...ended, status: 'Completed' });
  });
}

/** Ends a job that somebody wanted stopped; again after a restart. */
export function finishStopping(state: BedrockState, background: Background, arn: string): void {
  background.start(`${arn}#stop`, async (signal) => {
    const record = state.evaluations.get(arn);
    if (record?.status !== 'Stopping') return;
    const stoppedAtMs = record.modifiedAtMs + STOPPED_AFTER_MS;
    await state.clock.sleep(stoppedAtMs - state.clock.nowMs(), signal);
    state.evaluations.set(arn, { ...record, status: 'Stopped', modifiedAtMs: stoppedAtMs });
  });
}

/** The lines of the dataset, or why the job fails. */
async function readLines(state: BedrockState, { datasetUri, source }: EvaluationWork): Promise<Line[] | string> {
  const { bucket, key } = s3Place(datasetUri);
  const object = await state.objects.get(bucket, key);
  if (!object) return `The dataset ${datasetUri} could not be read.`;
  const chunks: Buffer[] = [];
  for await (const chunk of object.body()) chunks.push(chunk);
  const texts = Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .filter((text) => text.trim() !== '');
  if (texts.length === 0 || texts.length > MOST_PROMPTS)
    return `The dataset has ${texts.length} prompts; a job takes 1 to ${MOST_PROMPTS}.`;
  const lines: Line[] = [];
  for (const [index, text] of texts.entries()) {
    const line = parseLine(text, source);
    if (!line) return `Line ${index + 1} of the dataset is not a prompt with one response of ${source}.`;
    lines.push(line);
  }
  return lines;
}

function parseLine(text: string, source: string): Line | undefined {
  try {
    const { prompt, referenceResponse, category, modelResponses } = JSON.parse(text) as Partial<Line>;
    const given = Array.isArray(modelResponses) && modelResponses.length === 1 ? modelResponses[0] : undefined;
    if (typeof prompt !== 'string' || prompt === '' || given?.modelIdentifier !== source) return undefined;
    if (typeof given.response !== 'string' || given.response === '') return undefined;
    if (!isText(referenceResponse) || !isText(category)) return undefined;
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

const isText = (value: unknown) => value === undefined || typeof value === 'string';

interface JudgedLine {
  readonly result: object;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

function judgeLine(line: Line, { metrics, evaluator }: EvaluationWork): JudgedLine {
  const [{ response }] = line.modelResponses;
  const reference = line.referenceResponse ?? '';
  const scores = metrics.map((metricName) => {
    const { result, explanation } = judgeResponse(metricName, response, reference);
    return { metricName, result, evaluatorDetails: [{ modelIdentifier: evaluator, explanation }] };
  });
  const read = FRAME_TOKENS + approximateTokens([line.prompt, reference, response].join('\n'));
  const written = scores.map(({ evaluatorDetails: [detail] }) => approximateTokens(detail?.explanation ?? ''));
  return {
    result: { automatedEvaluationResult: { scores }, inputRecord: line, modelResponses: line.modelResponses },
    inputTokens: read * metrics.length,
    outputTokens: written.reduce((sum, tokens) => sum + tokens, 0),
  };
}

function bill(state: BedrockState, { region, request, arn }: EvaluationRecord, judged: readonly JudgedLine[]): void {
  const sum = (pick: (line: JudgedLine) => number) => judged.reduce((all, line) => all + pick(line), 0);
  billAnswer(state, {
    ...{ modelId: workOf(request).evaluator, region, jobArn: arn },
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
  });
}

/** Where AWS writes it: `<out>/<job name>/<uuid>/models/<source>/taskTypes/<type>/datasets/<name>/<uuid>_output.jsonl`. */
async function write(
  state: BedrockState,
  { request, id }: EvaluationRecord,
  judged: readonly JudgedLine[],
): Promise<void> {
  const { source, taskType, datasetName } = workOf(request);
  const { bucket, key } = s3Place(request.outputDataConfig.s3Uri);
  const place = ['models', source, 'taskTypes', taskType, 'datasets', datasetName];
  const name = [key, request.jobName, id, ...place, `${randomUUID()}_output.jsonl`].filter(Boolean).join('/');
  await state.objects.put(bucket, name, judged.map(({ result }) => `${JSON.stringify(result)}\n`).join(''));
}
