import type { ArmAnswer } from '@rung/core/evaluation/judgement/answer.ts';
import type { ArmName, HeldOutExample } from '@rung/core/evaluation/judgement/arms.ts';
import { chunksOf, type JudgementPlan } from '@rung/core/evaluation/judgement/judgement.ts';
import type { LabelledPair } from '@rung/core/evaluation/rubric/labelled-pairs.ts';
import type { JudgementId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'work'>;

/** One file of work: an arm and the number of a file of examples. */
export interface Chunk {
  readonly arm: ArmName;
  readonly chunk: number;
}

const numbered = (chunk: number) => String(chunk).padStart(4, '0');
const examplesKey = (id: JudgementId, chunk: number) => `${id}/examples/${numbered(chunk)}.jsonl`;
const answersFolder = (id: JudgementId) => `${id}/answers/`;
const answersKey = (id: JudgementId, { arm, chunk }: Chunk) => `${answersFolder(id)}${arm}/${numbered(chunk)}.jsonl`;

export async function writeExamples(
  deps: Needs,
  id: JudgementId,
  work: { examples: readonly HeldOutExample[]; chunkSize: number },
) {
  const { examples, chunkSize } = work;
  for (let chunk = 0; chunk < chunksOf({ examples: examples.length, chunkSize }); chunk += 1)
    await deps.work.put(examplesKey(id, chunk), lines(examples.slice(chunk * chunkSize, (chunk + 1) * chunkSize)));
}

export async function readChunk(deps: Needs, id: JudgementId, chunk: number): Promise<HeldOutExample[]> {
  const text = await deps.work.get(examplesKey(id, chunk));
  if (text === undefined) throw new Error(`the examples ${chunk} of ${id} are gone`);
  return parse<HeldOutExample>(text);
}

/** Answers of a chunk so far; none when nobody has answered yet. */
export async function readAnswers(deps: Needs, id: JudgementId, chunk: Chunk): Promise<ArmAnswer[]> {
  return parse<ArmAnswer>((await deps.work.get(answersKey(id, chunk))) ?? '');
}

export function writeAnswers(
  deps: Needs,
  id: JudgementId,
  work: Chunk & { answers: readonly ArmAnswer[] },
): Promise<void> {
  return deps.work.put(answersKey(id, work), lines(work.answers));
}

/** How many files of work have answers. */
export async function answeredChunks(deps: Needs, id: JudgementId): Promise<number> {
  return (await deps.work.list(answersFolder(id))).length;
}

/** Every file of work, arm after arm within each file, so that arms are answered side by side. */
export function allChunks(plan: JudgementPlan): Chunk[] {
  return Array.from({ length: chunksOf(plan) }, (_, chunk) => plan.arms.map((arm) => ({ arm, chunk }))).flat();
}

/** How a judge model did on the pairs whose better answer is known, and the tokens that took. */
export interface Trialled {
  known: number;
  agreed: number;
  labelled?: { pairs: number; agreed: number };
  inputTokens: number;
  outputTokens: number;
}

const labelsKey = (id: JudgementId) => `${id}/labels.jsonl`;

export function writeLabels(deps: Needs, id: JudgementId, pairs: readonly LabelledPair[]): Promise<void> {
  return deps.work.put(labelsKey(id), lines(pairs));
}

/** Pairs that the team labelled; none where it gave none. */
export async function readLabelled(deps: Needs, id: JudgementId): Promise<LabelledPair[]> {
  return parse<LabelledPair>((await deps.work.get(labelsKey(id))) ?? '');
}

const trialKey = (id: JudgementId) => `${id}/judge-trial.jsonl`;

export async function readTrial(deps: Needs, id: JudgementId): Promise<Trialled | undefined> {
  return parse<Trialled>((await deps.work.get(trialKey(id))) ?? '')[0];
}

export function writeTrial(deps: Needs, id: JudgementId, trial: Trialled): Promise<void> {
  return deps.work.put(trialKey(id), lines([trial]));
}

export const flipsKey = (id: JudgementId) => `${id}/flips.jsonl`;

const lines = (values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** Our own files: written by `lines` above and by nobody else. */
const parse = <T>(text: string): T[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
