import type { ArmAnswer } from '@rung/core/evaluation/judgement/answer.ts';
import { type ArmName, askOf, type HeldOutExample, questionOf } from '@rung/core/evaluation/judgement/arms.ts';
import type { AnsweringJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import type { JudgementId } from '@rung/core/ids.ts';
import { MINUTE_MS } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { invocableBase } from './invocable-base.ts';
import { answeredChunks, type Chunk, readAnswers, readChunk, writeAnswers } from './judgement-files.ts';
import { tellJudgement } from './tell-judgement.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'judgements' | 'messenger' | 'work' | 'models' | 'library'>;

/** The models took no more for now; what was answered is kept. Its name is what the workflow's Retry matches. */
export class ModelBusy extends Error {
  override readonly name = 'ModelBusy';
}

/** Requests of one function at a time; the workflow runs up to four functions. */
const AT_ONCE = 5;
/** Slack takes about one edit of a message a second; a look every minute is enough for a wait of minutes. */
const BETWEEN_LOOKS_MS = MINUTE_MS;

/** "Answer these": asks one arm what of one file of examples is still unanswered, and keeps each answer. */
export async function answerChunk(deps: Needs, id: JudgementId, chunk: Chunk): Promise<void> {
  const judgement = await deps.judgements.find(id);
  if (judgement?.state !== 'answering') return;
  const known = await readAnswers(deps, id, chunk);
  const lines = new Set(known.map(({ line }) => line));
  const missing = (await readChunk(deps, id, chunk.chunk)).filter(({ line }) => !lines.has(line));
  const { answers, busy } = await askAll(missing, (example) => askOne(deps, judgement, { arm: chunk.arm, example }));
  if (answers.length > 0) await writeAnswers(deps, id, { ...chunk, answers: [...known, ...answers] });
  if (busy > 0) throw new ModelBusy(`${busy} of ${missing.length} examples wait for the model`);
  await showProgress(deps, id);
}

/** "Give these up": what the models would not take after every retry is counted as failed, and the judgement goes on. */
export async function missChunk(deps: Needs, id: JudgementId, chunk: Chunk): Promise<void> {
  const known = await readAnswers(deps, id, chunk);
  const lines = new Set(known.map(({ line }) => line));
  const missed = (await readChunk(deps, id, chunk.chunk))
    .filter(({ line }) => !lines.has(line))
    .map(({ line }): ArmAnswer => ({ kind: 'failed', line, why: 'busy' }));
  await writeAnswers(deps, id, { ...chunk, answers: [...known, ...missed] });
}

/** Asks a few at a time; once the model is busy, nothing new is sent. */
async function askAll(
  missing: readonly HeldOutExample[],
  ask: (example: HeldOutExample) => Promise<ArmAnswer | 'busy'>,
): Promise<{ answers: ArmAnswer[]; busy: number }> {
  const answers: ArmAnswer[] = [];
  const queue = missing.values();
  let isBusy = false;
  const work = async () => {
    for (const example of queue) {
      if (isBusy) return;
      const answer = await ask(example);
      if (answer === 'busy') isBusy = true;
      else answers.push(answer);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, missing.length) }, work));
  return { answers, busy: missing.length - answers.length };
}

async function askOne(
  deps: Needs,
  judgement: AnsweringJudgement,
  work: { arm: ArmName; example: HeldOutExample },
): Promise<ArmAnswer | 'busy'> {
  const { arm, example } = work;
  const passages = arm === 'retrieval' ? (await deps.library.search(questionOf(example))).map(({ text }) => text) : [];
  const answer = await deps.models.answer({
    modelId: arm === 'tuned' ? (judgement.trialArn ?? '') : invocableBase(judgement.model.base.id),
    ask: askOf(arm, example, { prompts: judgement.plan.prompts, passages }),
    maxTokens: judgement.plan.maxTokens,
  });
  switch (answer.kind) {
    case 'busy':
      return 'busy';
    case 'refused':
      return { kind: 'failed', line: example.line, why: answer.why };
    case 'answered':
      return { ...answer, line: example.line };
    default:
      return answer satisfies never;
  }
}

/** Counts the files of work, not the calls: whoever shows it, it is what lies in S3. A lost race leaves it to the next. */
async function showProgress(deps: Needs, id: JudgementId): Promise<void> {
  const judgement = await deps.judgements.find(id);
  const nowMs = deps.clock.nowMs();
  if (judgement?.state !== 'answering' || nowMs - judgement.progress.atMs < BETWEEN_LOOKS_MS) return;
  const progress = { chunks: await answeredChunks(deps, id), atMs: nowMs };
  const moved = { ...judgement, progress, version: judgement.version + 1 };
  if ((await deps.judgements.move(moved)) === 'moved') await tellJudgement(deps, moved);
}
