import type { PriceBook } from '@rung/core/cost/price.ts';
import type {
  EvaluationPlan,
  PricedEvaluation,
  RefusedEvaluation,
  RequestedEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import {
  type Evaluation,
  hashEvaluationPlan,
  nextEvaluationBase,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { estimateJob, estimateJobs } from '@rung/core/evaluation/evaluation-job/evaluation-price.ts';
import { METRICS, whyNoEvaluator } from '@rung/core/evaluation/evaluation-job/evaluator.ts';
import { type PairedAnswers, pairAnswers, sampleOf } from '@rung/core/evaluation/evaluation-job/paired-answers.ts';
import { CONFIRMATION_VALID_MS } from '@rung/core/evaluation/judgement/confirm-rule.ts';
import { chunksOf, type JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { FEWEST_PAIRS } from '@rung/core/evaluation/judgement/verdict.ts';
import type { EvaluationId } from '@rung/core/ids.ts';
import { formatUsd } from '@rung/core/money.ts';
import type { Deps } from './deps.ts';
import { writeSet } from './evaluation-files.ts';
import { evaluationPrices } from './evaluation-prices.ts';
import { inTurns } from './in-turns.ts';
import { answeredChunks, readAnswers, readChunk } from './judgement-files.ts';
import { bookOfNow, type PriceAgainNeeds } from './price-again.ts';
import { endEvaluation, tellEvaluation } from './tell-evaluation.ts';

type Needs = PriceAgainNeeds & Pick<Deps, 'evaluations' | 'judgements' | 'messenger' | 'work' | 'evaluationFiles'>;

/** Where the workflow goes: ask for the click, or end (the card says why). */
export type AfterEvaluationPrice = { readonly next: 'ask' | 'ended' };

/** Why Bedrock is not asked. */
interface Obstacle {
  readonly message: string;
  readonly remedy: string;
}

const FILES_AT_ONCE = 8;

/** "What would Bedrock's own evaluation cost?": writes both arms' answers in its form, and fixes who scores them and the price. */
export async function priceEvaluation(deps: Needs, id: EvaluationId): Promise<AfterEvaluationPrice> {
  const found = await deps.evaluations.find(id);
  if (!found) throw new Error(`no record of evaluation ${id}`);
  if (found.state !== 'requested') return resume(deps, found);
  const evaluation = await tellEvaluation(deps, found);
  const plan = await planOf(deps, evaluation);
  if ('remedy' in plan) return refuse(deps, evaluation, plan);
  const priced: PricedEvaluation = {
    ...nextEvaluationBase(evaluation),
    state: 'priced',
    plan,
    planHash: hashEvaluationPlan({ ...evaluation, plan }),
    expiresAtMs: deps.clock.nowMs() + CONFIRMATION_VALID_MS,
    taskToken: '',
  };
  await deps.evaluations.move(priced);
  return { next: 'ask' };
}

/** The step may be delivered twice: what the record says decides how to go on. */
async function resume(deps: Needs, evaluation: Evaluation): Promise<AfterEvaluationPrice> {
  if (evaluation.state === 'refused') await endEvaluation(deps, evaluation);
  return { next: evaluation.state === 'priced' ? 'ask' : 'ended' };
}

async function refuse(deps: Needs, evaluation: RequestedEvaluation, why: Obstacle): Promise<AfterEvaluationPrice> {
  const reason = { kind: 'finding', ...why } as const;
  const refused: RefusedEvaluation = { ...nextEvaluationBase(evaluation), state: 'refused', reason, isTold: false };
  if ((await deps.evaluations.move(refused)) === 'moved') await endEvaluation(deps, refused);
  return { next: 'ended' };
}

async function planOf(deps: Needs, evaluation: RequestedEvaluation): Promise<EvaluationPlan | Obstacle> {
  const { settings } = deps;
  const judgement = await deps.judgements.find(evaluation.judged.judgement);
  if (judgement?.state !== 'judged')
    return { message: 'The judgement is no longer on record.', remedy: 'Judge the model again.' };
  const evaluator = settings.evaluatorModel;
  const obstacle = whyNoEvaluator(evaluator, judgement.model.base.id);
  if (obstacle || evaluator === undefined) return obstacle ?? NOTHING_LEFT;
  if ((await answeredChunks(deps, judgement.id)) === 0) return GONE;
  const all = await readPairs(deps, judgement, evaluation.judged.rival);
  if (all.length < FEWEST_PAIRS) return NOTHING_LEFT;
  const pairs = sampleOf(all);
  // The daily reading asks for the prices of models that can be tuned; an evaluator may be none of them.
  const look = (book: PriceBook) => evaluationPrices(evaluator, judgement.model.region, book);
  const prices = look(await bookOfNow(deps, look));
  const work = { pairs, metrics: METRICS.length };
  const rival = estimateJob({ ...work, arm: 'rival' }, prices);
  const tuned = estimateJob({ ...work, arm: 'tuned' }, prices);
  const estimate = estimateJobs(rival, tuned);
  if (estimate.kind === 'known' && estimate.high > evaluation.budget)
    return {
      message: `The evaluation may cost ${formatUsd(estimate.high)}, above your budget of ${formatUsd(evaluation.budget)}.`,
      remedy: 'Ask again with a larger budget, or have fewer examples judged.',
    };
  return {
    ...{ region: judgement.model.region, evaluator, metrics: METRICS },
    sets: await Promise.all([
      writeSet(deps, evaluation.id, { arm: evaluation.judged.rival, pairs, estimate: rival }),
      writeSet(deps, evaluation.id, { arm: 'tuned', pairs, estimate: tuned }),
    ]),
    ...{ prompts: pairs.length, answered: all.length },
    ...{ roleArn: settings.evaluationRoleArn, key: settings.modelKey, estimate, prices },
  };
}

const GONE: Obstacle = {
  message: 'The answers of this judgement are no longer in S3, where they are kept for a year.',
  remedy: 'Judge the model again.',
};

const NOTHING_LEFT: Obstacle = {
  message: `Fewer than ${FEWEST_PAIRS} examples were answered by both arms; that settles nothing.`,
  remedy: 'Judge the model again on more examples.',
};

async function readPairs(deps: Needs, judgement: JudgedJudgement, rival: EvaluationArm): Promise<PairedAnswers[]> {
  const chunks = Array.from({ length: chunksOf(judgement.plan) }, (_, chunk) => chunk);
  const read = await inTurns(
    chunks,
    async (chunk) => {
      const [examples, before, after] = await Promise.all([
        readChunk(deps, judgement.id, chunk),
        readAnswers(deps, judgement.id, { arm: rival, chunk }),
        readAnswers(deps, judgement.id, { arm: 'tuned', chunk }),
      ]);
      return pairAnswers(examples, { rival: before, tuned: after });
    },
    FILES_AT_ONCE,
  );
  return read.flat();
}

type EvaluationArm = RequestedEvaluation['judged']['rival'];
