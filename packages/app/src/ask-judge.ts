import type { ArmAnswer, JudgeReport, Judging } from '@rung/core/evaluation/judgement/answer.ts';
import type { HeldOutExample } from '@rung/core/evaluation/judgement/arms.ts';
import type { AnsweringJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { isSameAnswer } from '@rung/core/evaluation/metrics/score-answer.ts';
import { CHOICE_TOKENS, judgeAsk, preference, readChoice } from '@rung/core/evaluation/rubric/judge-ask.ts';
import { knownPairs } from '@rung/core/evaluation/rubric/known-pairs.ts';
import { choiceOf } from '@rung/core/evaluation/rubric/labelled-pairs.ts';
import type { JudgementId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { readLabelled, readTrial, type Trialled, writeTrial } from './judgement-files.ts';

type Needs = Pick<Deps, 'models' | 'work'>;
type Answered = Extract<ArmAnswer, { kind: 'answered' }>;

/** The judge model that a plan names, and the rubric that it goes by. */
interface Judge {
  readonly modelId: string;
  readonly rubric: string;
}

export function judgeOf({ plan, request }: Pick<AnsweringJudgement, 'plan' | 'request'>): Judge | undefined {
  const { metric } = request;
  return metric.kind === 'rubric' && plan.judge !== undefined
    ? { modelId: plan.judge, rubric: metric.rubric }
    : undefined;
}

/** "Which is better?": an answer beside the right one, in both places. The same answer is as good and asks nobody. */
export async function judgeAnswer(
  deps: Needs,
  judge: Judge,
  given: { example: HeldOutExample; answer: Answered },
): Promise<ArmAnswer | 'busy'> {
  const { example, answer } = given;
  if (isSameAnswer(example.right, answer.text)) return { ...answer, judging: ALIKE };
  const judging = await compare(deps, judge, { example, one: answer.text, other: example.right });
  if (judging === 'busy') return 'busy';
  if (judging === 'unclear')
    return { kind: 'failed', line: answer.line, why: 'the judge model preferred nothing that can be read' };
  return { ...answer, judging };
}

const ALIKE: Judging = { score: 0.5, differed: false, inputTokens: 0, outputTokens: 0 };

async function compare(
  deps: Needs,
  { modelId, rubric }: Judge,
  { example, one, other }: { example: Pick<HeldOutExample, 'system' | 'turns'>; one: string; other: string },
): Promise<Judging | 'busy' | 'unclear'> {
  const asks = [judgeAsk(example, { a: one, b: other, rubric }), judgeAsk(example, { a: other, b: one, rubric })];
  const [first, second] = await Promise.all(
    asks.map((ask) => deps.models.answer({ modelId, ask, maxTokens: CHOICE_TOKENS })),
  );
  if (first?.kind === 'busy' || second?.kind === 'busy') return 'busy';
  if (first?.kind !== 'answered' || second?.kind !== 'answered') return 'unclear';
  const choices = [readChoice(first.text), readChoice(second.text)] as const;
  if (!choices[0] || !choices[1]) return 'unclear';
  return {
    ...preference(choices[0], choices[1]),
    inputTokens: first.inputTokens + second.inputTokens,
    outputTokens: first.outputTokens + second.outputTokens,
  };
}

const UNTRIED: Readonly<Trialled> = { known: 0, agreed: 0, inputTokens: 0, outputTokens: 0 };

/** "Can it judge at all?": the judge on pairs whose better answer is known. Done once; a busy model leaves it to the next try. */
export async function tryJudge(
  deps: Needs,
  judge: Judge,
  given: { id: JudgementId; examples: readonly HeldOutExample[] },
): Promise<'tried' | 'busy'> {
  if (await readTrial(deps, given.id)) return 'tried';
  const trial: Trialled = { ...UNTRIED };
  for (const { example, wrong } of knownPairs(given.examples)) {
    const judging = await compare(deps, judge, { example, one: example.right, other: wrong });
    if (judging === 'busy') return 'busy';
    trial.known += 1;
    if (judging === 'unclear') continue;
    if (judging.score === 1) trial.agreed += 1;
    trial.inputTokens += judging.inputTokens;
    trial.outputTokens += judging.outputTokens;
  }
  for (const { example, a, b, better } of await readLabelled(deps, given.id)) {
    const judging = await compare(deps, judge, { example, one: a, other: b });
    if (judging === 'busy') return 'busy';
    const { pairs, agreed } = trial.labelled ?? { pairs: 0, agreed: 0 };
    const isAgreed = judging !== 'unclear' && choiceOf(judging.score) === better;
    trial.labelled = { pairs: pairs + 1, agreed: agreed + (isAgreed ? 1 : 0) };
    if (judging === 'unclear') continue;
    trial.inputTokens += judging.inputTokens;
    trial.outputTokens += judging.outputTokens;
  }
  await writeTrial(deps, given.id, trial);
  return 'tried';
}

/** What the judge model did in the whole of a judgement; undefined where none decided. */
export async function judgeReport(
  deps: Needs,
  judgement: AnsweringJudgement,
  answers: readonly ArmAnswer[],
): Promise<JudgeReport | undefined> {
  const judge = judgeOf(judgement);
  if (!judge) return undefined;
  const trial = (await readTrial(deps, judgement.id)) ?? UNTRIED;
  const looks = answers.flatMap((answer) => (answer.kind === 'answered' && answer.judging ? [answer.judging] : []));
  return {
    ...trial,
    modelId: judge.modelId,
    judged: looks.length,
    differed: looks.filter(({ differed }) => differed).length,
    inputTokens: looks.reduce((sum, { inputTokens }) => sum + inputTokens, trial.inputTokens),
    outputTokens: looks.reduce((sum, { outputTokens }) => sum + outputTokens, trial.outputTokens),
  };
}
