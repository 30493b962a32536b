import type { ArmAnswer } from '@rung/core/evaluation/judgement/answer.ts';
import { type ArmName, askOf, type HeldOutExample, questionOf } from '@rung/core/evaluation/judgement/arms.ts';
import type { AnsweringJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import type { JudgementId } from '@rung/core/ids.ts';
import { MINUTE_MS } from '@rung/core/time.ts';
import { judgeAnswer, judgeOf, tryJudge } from './ask-judge.ts';
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
  const examples = await readChunk(deps, id, chunk.chunk);
  const known = new Map((await readAnswers(deps, id, chunk)).map((answer) => [answer.line, answer]));
  const missing = examples.filter(({ line }) => !isSettled(judgement, known.get(line)));
  const { answers, busy } = await askAll(missing, (example) =>
    settle(deps, judgement, { arm: chunk.arm, example, known: known.get(example.line) }),
  );
  for (const answer of answers) known.set(answer.line, answer);
  if (answers.length > 0) await writeAnswers(deps, id, { ...chunk, answers: [...known.values()] });
  const judge = judgeOf(judgement);
  const isTried = !judge || !isFirst(judgement, chunk) || (await tryJudge(deps, judge, { id, examples })) === 'tried';
  if (busy > 0 || !isTried) throw new ModelBusy(`${busy} of ${missing.length} examples wait for the model`);
  await showProgress(deps, id);
}

/** The judge model is tried on known pairs beside the first file of work. */
const isFirst = ({ plan }: AnsweringJudgement, { arm, chunk }: Chunk) => chunk === 0 && arm === plan.arms[0];

/** Whether nothing more is to be asked: where a judge model decides, an answer that it has not seen is not settled. */
const isSettled = (judgement: AnsweringJudgement, answer: ArmAnswer | undefined) =>
  answer !== undefined && (answer.kind === 'failed' || answer.judging !== undefined || !judgeOf(judgement));

/** "Give these up": what the models would not take after every retry is counted as failed, and the judgement goes on. */
export async function missChunk(deps: Needs, id: JudgementId, chunk: Chunk): Promise<void> {
  const judgement = await deps.judgements.find(id);
  if (judgement?.state !== 'answering') return;
  const known = new Map((await readAnswers(deps, id, chunk)).map((answer) => [answer.line, answer]));
  const answers = (await readChunk(deps, id, chunk.chunk)).map(({ line }): ArmAnswer => {
    const answer = known.get(line);
    return answer && isSettled(judgement, answer) ? answer : { kind: 'failed', line, why: 'busy' };
  });
  await writeAnswers(deps, id, { ...chunk, answers });
}

/** An answer that was had, and whether a busy model left something to do on its example. */
interface Asked {
  readonly answer: ArmAnswer | undefined;
  readonly isBusy: boolean;
}

/** Asks a few at a time; once the model is busy, nothing new is sent. */
async function askAll(
  missing: readonly HeldOutExample[],
  ask: (example: HeldOutExample) => Promise<Asked>,
): Promise<{ answers: ArmAnswer[]; busy: number }> {
  const answers: ArmAnswer[] = [];
  const queue = missing.values();
  let [isBusy, settled] = [false, 0];
  const work = async () => {
    for (const example of queue) {
      if (isBusy) return;
      const asked = await ask(example);
      if (asked.answer) answers.push(asked.answer);
      if (asked.isBusy) isBusy = true;
      else settled += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, missing.length) }, work));
  return { answers, busy: missing.length - settled };
}

/** Answers an example unless it was answered before, and lets the judge model look where one decides. */
async function settle(
  deps: Needs,
  judgement: AnsweringJudgement,
  work: { arm: ArmName; example: HeldOutExample; known: ArmAnswer | undefined },
): Promise<Asked> {
  const { example, known } = work;
  const answer = known ?? (await askOne(deps, judgement, work));
  if (answer === 'busy') return { answer: undefined, isBusy: true };
  const judge = judgeOf(judgement);
  if (!judge || answer.kind === 'failed') return { answer, isBusy: false };
  const judged = await judgeAnswer(deps, judge, { example, answer });
  return judged === 'busy' ? { answer, isBusy: true } : { answer: judged, isBusy: false };
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
