import type { ArmAnswer, Flip } from '@rung/core/evaluation/judgement/answer.ts';
import type { ArmName } from '@rung/core/evaluation/judgement/arms.ts';
import {
  type AnsweringJudgement,
  chunksOf,
  type FailedJudgement,
  isSettledJudgement,
  type JudgedJudgement,
  nextJudgementBase,
  type TrialEnd,
  trialNameOf,
} from '@rung/core/evaluation/judgement/judgement.ts';
import {
  flipsOf,
  measureArm,
  pairArms,
  type RightAnswers,
  rightAnswers,
} from '@rung/core/evaluation/judgement/measure-arms.ts';
import { reversalOf } from '@rung/core/evaluation/judgement/reversal.ts';
import { judgeArms, type Verdict } from '@rung/core/evaluation/judgement/verdict.ts';
import { type Confusion, confusionOf } from '@rung/core/evaluation/metrics/confusion.ts';
import { labelIn } from '@rung/core/evaluation/metrics/score-answer.ts';
import { isHeld } from '@rung/core/hosting/lease/lease.ts';
import type { JudgementId, LaunchId } from '@rung/core/ids.ts';
import { judgeReport } from './ask-judge.ts';
import { costsOfArms } from './costs-of-arms.ts';
import type { Deps } from './deps.ts';
import { giveBack } from './give-back.ts';
import { flipsKey, readAnswers, readChunk } from './judgement-files.ts';
import { priceBook } from './price-book.ts';
import { rememberVerdict } from './remember-verdict.ts';
import { spentOn } from './spent-on.ts';
import { endJudgement } from './tell-judgement.ts';
import type { TellNeeds } from './tell-launch.ts';

type Needs = TellNeeds & Pick<Deps, 'judgements' | 'models' | 'work' | 'trials' | 'prices' | 'leases'>;

/** What the workflow knows of its failure; undefined when everything was answered. */
export interface JudgeError {
  readonly name: string;
  readonly cause: string;
}

/** Lines of flips that a record keeps; all of them lie in S3. */
const KEPT_FLIPS = 40;

/** "What came of it?": looks whether the trial is gone, compares the arms, settles the reservation and tells the requester once. */
export async function concludeJudgement(deps: Needs, id: JudgementId, error: JudgeError | undefined): Promise<void> {
  const judgement = await deps.judgements.find(id);
  if (!judgement) return;
  if (isSettledJudgement(judgement)) {
    if (judgement.state === 'judged') await rememberVerdict(deps, judgement);
    return endJudgement(deps, judgement);
  }
  if (judgement.state !== 'answering') return;
  const trial = await trialEnd(deps, judgement);
  const ended = error ? failed(judgement, { error, trial }) : await judged(deps, judgement, trial);
  const moved = await deps.judgements.move(ended, giveBackWhatIsLeft(ended));
  if (moved === 'lost') return concludeJudgement(deps, id, error);
  if (ended.state === 'judged') await rememberVerdict(deps, ended);
  await endJudgement(deps, ended);
}

/** AWS is asked, not the step that deleted it. */
async function trialEnd(deps: Needs, { id, plan }: AnsweringJudgement): Promise<TrialEnd> {
  const standing = await deps.trials.find({ name: trialNameOf(id), serving: plan.serving });
  return standing ? { kind: 'stands', arn: standing.arn } : { kind: 'deleted' };
}

/** A reservation stays where a price is missing or a trial that bills by the hour may have stood: its bill is not known here. */
function giveBackWhatIsLeft(ended: JudgedJudgement | FailedJudgement) {
  if (ended.state === 'judged') return ended.spent === undefined ? undefined : giveBack(ended.approval, ended.spent);
  return undefined;
}

function failed(judgement: AnsweringJudgement, end: { error: JudgeError; trial: TrialEnd }): FailedJudgement {
  const { plan, approval } = judgement;
  return { ...nextJudgementBase(judgement), state: 'failed', plan, approval, why: whyOf(end.error), trial: end.trial };
}

function whyOf({ name, cause }: JudgeError): string {
  if (name === 'TrialFailed') return 'What serves the tuned model did not come up within an hour.';
  return cause === '' ? name : `${name}: ${cause}`;
}

async function judged(deps: Needs, judgement: AnsweringJudgement, trial: TrialEnd): Promise<JudgedJudgement> {
  const { plan, request, model } = judgement;
  const { right, answers } = await readEverything(deps, judgement);
  const results = plan.arms.map((arm) => measureArm({ arm, answers: answers[arm] ?? [] }, right, request.metric));
  const book = await priceBook(deps);
  const costs = costsOfArms(judgement, results, book);
  const pair = (before: ArmName, after: ArmName) =>
    pairArms({ before: answers[before] ?? [], after: answers[after] ?? [] }, right, request.metric).measure;
  const judge = await judgeReport(deps, judgement, Object.values(answers).flat());
  const evidence = { examples: plan.examples, arms: results, pair, costs, judge, seed: judgement.id };
  const verdict = judgeArms({ ...evidence, worthAPoint: request.worthAPoint });
  const flips = flipsBeside(verdict, { answers, right, judgement });
  await deps.work.put(flipsKey(judgement.id), flips.map((flip) => `${JSON.stringify(flip)}\n`).join(''));
  const nowMs = deps.clock.nowMs();
  return {
    ...nextJudgementBase(judgement),
    state: 'judged',
    plan,
    approval: judgement.approval,
    startedAtMs: judgement.startedAtMs,
    endedAtMs: nowMs,
    results,
    costs,
    verdict,
    flips: countFlips(flips),
    judge,
    confusion: confusionBy(judgement, answers['tuned'] ?? [], right),
    reversal: reversalOf(verdict, {
      costs,
      requestsAMonth: request.requestsAMonth,
      worthAPoint: request.worthAPoint,
      endOfLife: model.base.endOfLife,
      nowMs,
    }),
    trial,
    ...(await hostedNow(deps, model.launchId)),
    spent: spentOn(judgement, { results, judge }, { nowMs, book }),
    lookedAgainAtMs: undefined,
  };
}

/** Until when a hosting of ours answers with this model already. */
async function hostedNow(deps: Needs, launchId: LaunchId): Promise<Pick<JudgedJudgement, 'hostedUntilMs'>> {
  const ends = (await deps.leases.open()).flatMap((lease) =>
    isHeld(lease) && lease.model.launchId === launchId ? [lease.endsAtMs] : [],
  );
  return ends.length > 0 ? { hostedUntilMs: Math.max(...ends) } : {};
}

type Answers = Readonly<Partial<Record<ArmName, readonly ArmAnswer[]>>>;

async function readEverything(
  deps: Needs,
  { id, plan }: AnsweringJudgement,
): Promise<{ right: RightAnswers; answers: Answers }> {
  const chunks = Array.from({ length: chunksOf(plan) }, (_, chunk) => chunk);
  const examples = (await Promise.all(chunks.map((chunk) => readChunk(deps, id, chunk)))).flat();
  const answers: Partial<Record<ArmName, ArmAnswer[]>> = {};
  for (const arm of plan.arms)
    answers[arm] = (await Promise.all(chunks.map((chunk) => readAnswers(deps, id, { arm, chunk })))).flat();
  return { right: rightAnswers(examples), answers };
}

function flipsBeside(
  verdict: Verdict,
  given: { answers: Answers; right: RightAnswers; judgement: AnsweringJudgement },
): Flip[] {
  if (!('duel' in verdict)) return [];
  const { answers, right, judgement } = given;
  const sides = { before: answers[verdict.duel.rival] ?? [], after: answers['tuned'] ?? [] };
  return flipsOf(sides, right, judgement.request.metric);
}

function countFlips(flips: readonly Flip[]): JudgedJudgement['flips'] {
  const gained = flips.filter(({ kind }) => kind === 'gained').length;
  return { gained, lost: flips.length - gained, first: flips.slice(0, KEPT_FLIPS) };
}

function confusionBy(
  { request }: AnsweringJudgement,
  answers: readonly ArmAnswer[],
  right: RightAnswers,
): Confusion | undefined {
  const { metric } = request;
  if (metric.kind !== 'accuracy' && metric.kind !== 'macro-f1') return undefined;
  const pairs = answers.flatMap((answer) =>
    answer.kind === 'answered'
      ? [
          {
            right: labelIn(right.get(answer.line) ?? '', metric.field) ?? '(none)',
            said: labelIn(answer.text, metric.field),
          },
        ]
      : [],
  );
  const confusion = confusionOf(pairs);
  return confusion.labels.length > MOST_LABELS_KEPT ? undefined : confusion;
}

/** A table of more labels than this is no table that a person reads, and no record that fits DynamoDB. */
const MOST_LABELS_KEPT = 40;
