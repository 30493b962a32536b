import { compareSets } from '@rung/core/dataset/alike/compare-sets.ts';
import type { ArmName, HeldOutExample } from '@rung/core/evaluation/judgement/arms.ts';
import { CONFIRMATION_VALID_MS } from '@rung/core/evaluation/judgement/confirm-rule.ts';
import {
  hashJudgementPlan,
  type Judgement,
  type JudgementPlan,
  nextJudgementBase,
  type PricedJudgement,
  type RefusedJudgement,
  type RequestedJudgement,
} from '@rung/core/evaluation/judgement/judgement.ts';
import { answerLimit, estimateJudgement } from '@rung/core/evaluation/judgement/judgement-price.ts';
import { MOST_EXAMPLES, readExamples } from '@rung/core/evaluation/judgement/read-examples.ts';
import { readTraining } from '@rung/core/evaluation/judgement/read-training.ts';
import { FEWEST_PAIRS } from '@rung/core/evaluation/judgement/verdict.ts';
import { chooseShots, writeInstruction } from '@rung/core/evaluation/judgement/write-prompts.ts';
import { whyNoJudge } from '@rung/core/evaluation/rubric/judge-family.ts';
import { type LabelledSample, MOST_LABEL_BYTES, readLabels } from '@rung/core/evaluation/rubric/labelled-pairs.ts';
import type { JudgementId } from '@rung/core/ids.ts';
import { formatUsd } from '@rung/core/money.ts';
import type { FoundDataset } from '@rung/core/ports.ts';
import { type S3Uri, s3Uri } from '@rung/core/s3-uri.ts';
import type { Deps } from './deps.ts';
import { hashWhileReading } from './hash-while-reading.ts';
import { writeExamples, writeLabels } from './judgement-files.ts';
import { priceBook } from './price-book.ts';
import { servingOf, servingPrices } from './serving-prices.ts';
import { endJudgement, tellJudgement } from './tell-judgement.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'judgements' | 'messenger' | 'datasets' | 'work' | 'prices'>;

/** Where the workflow goes: ask for the click, or end (the card says why). */
export type AfterPricing = { readonly next: 'ask' | 'ended' };

/** Why it cannot be judged. */
interface Obstacle {
  readonly message: string;
  readonly remedy: string;
}

/** A throughput takes about 20 minutes to stand (Bedrock user guide, read 2026-11-20); answering 10,000 examples took less than an hour. */
const TRIAL_HOURS = 2;
/** Few examples in a file of work keep what is lost with it small; more of them keep the workflow's history below AWS's 25,000 events. */
const CHUNK = { small: 25, large: 50, largeFrom: 2000 } as const;

/** "What would judging cost?": reads the held-out set, proves that training never saw it, fixes what each arm is asked, and the price. */
export async function priceJudgement(deps: Needs, id: JudgementId): Promise<AfterPricing> {
  const found = await deps.judgements.find(id);
  if (!found) throw new Error(`no record of judgement ${id}`);
  if (found.state !== 'requested') return resume(deps, found);
  const judgement = await tellJudgement(deps, found);
  const plan = await planOf(deps, judgement);
  if ('remedy' in plan) return refuse(deps, judgement, plan);
  const priced: PricedJudgement = {
    ...nextJudgementBase(judgement),
    state: 'priced',
    plan,
    planHash: hashJudgementPlan({ ...judgement, plan }),
    expiresAtMs: deps.clock.nowMs() + CONFIRMATION_VALID_MS,
    taskToken: '',
  };
  await deps.judgements.move(priced);
  return { next: 'ask' };
}

/** The step may be delivered twice: what the record says decides how to go on. */
async function resume(deps: Needs, judgement: Judgement): Promise<AfterPricing> {
  if (judgement.state === 'refused') await endJudgement(deps, judgement);
  return { next: judgement.state === 'priced' || judgement.state === 'answering' ? 'ask' : 'ended' };
}

async function refuse(deps: Needs, judgement: RequestedJudgement, obstacle: Obstacle): Promise<AfterPricing> {
  const reason = { kind: 'finding', ...obstacle } as const;
  const refused: RefusedJudgement = { ...nextJudgementBase(judgement), state: 'refused', reason };
  if ((await deps.judgements.move(refused)) === 'moved') await endJudgement(deps, refused);
  return { next: 'ended' };
}

async function planOf(deps: Needs, judgement: RequestedJudgement): Promise<JudgementPlan | Obstacle> {
  const { model, request } = judgement;
  const noJudge = request.metric.kind === 'rubric' ? whyNoJudge(deps.settings.judgeModel, model.base.id) : undefined;
  if (noJudge) return noJudge;
  const heldOut = await deps.datasets.look(request.heldOut);
  if (heldOut.kind !== 'found') return notReadable(request.heldOut, heldOut.kind);
  const trained = await deps.datasets.look(s3Uri(deps.settings.bucket, `frozen/${model.trainedOn}.jsonl`));
  if (trained.kind !== 'found') return NOT_PROVABLE;
  const { stream, sha256 } = hashWhileReading(deps.datasets.open(heldOut));
  const { examples, faults } = await readExamples(stream);
  const obstacle = faultOf(faults) ?? sizeOf(examples) ?? (await leakOf(deps, { trained, heldOut }));
  if (obstacle) return obstacle;
  const { uri, versionId, etag, bytes } = heldOut;
  const file = { uri, versionId, etag, bytes, sha256: sha256(), records: examples.length };
  const labels = request.metric.kind === 'rubric' ? await labelsOf(deps, request.labels) : undefined;
  if (labels !== undefined && 'remedy' in labels) return labels;
  const plan = await planFor(deps, judgement, { trained, examples, labels });
  if (labels) await writeLabels(deps, judgement.id, labels.pairs);
  await writeExamples(deps, judgement.id, { examples, chunkSize: plan.chunkSize });
  return overBudget({ ...plan, heldOut: file }, judgement) ?? { ...plan, heldOut: file };
}

async function planFor(
  deps: Needs,
  { model, request }: RequestedJudgement,
  read: { trained: FoundDataset; examples: readonly HeldOutExample[]; labels: LabelledSample | undefined },
): Promise<Omit<JudgementPlan, 'heldOut'>> {
  const { examples, labels } = read;
  const training = await readTraining(deps.datasets.open(read.trained));
  const prompts = {
    instruction: request.ownPrompt || writeInstruction(training.form),
    shots: chooseShots(training.candidates, request.shots),
  };
  const serving = servingOf(model.base, model.region);
  const retrieval: ArmName[] = deps.settings.hasKnowledgeBase ? ['retrieval'] : [];
  const work = {
    arms: ['prompt', 'few-shot', ...retrieval, 'tuned'] satisfies ArmName[],
    prompts,
    serving,
    trialHours: serving === 'provisioned' ? TRIAL_HOURS : 0,
    maxTokens: answerLimit(examples),
    judge: request.metric.kind === 'rubric' ? deps.settings.judgeModel : undefined,
  };
  const prices = servingPrices({ base: model.base, region: model.region, judge: work.judge }, await priceBook(deps));
  const rubric = request.metric.kind === 'rubric' ? request.metric.rubric : undefined;
  const estimate = estimateJudgement({ ...work, examples, rubric, labels: labels?.pairs ?? [] }, prices);
  const chunkSize = examples.length >= CHUNK.largeFrom ? CHUNK.large : CHUNK.small;
  const bound = labels ? { labels: labels.sha256 } : {};
  return { ...work, ...bound, examples: examples.length, chunkSize, estimate, prices };
}

/** The team's own labels, where it gave any. */
async function labelsOf(deps: Needs, uri: S3Uri | undefined): Promise<LabelledSample | Obstacle | undefined> {
  if (uri === undefined) return undefined;
  const found = await deps.datasets.look(uri);
  if (found.kind !== 'found') return notReadable(uri, found.kind);
  if (found.bytes > MOST_LABEL_BYTES)
    return { message: 'The labels are larger than 1 MB.', remedy: 'Two hundred pairs are enough, and the most.' };
  const chunks: Uint8Array[] = [];
  for await (const chunk of deps.datasets.open(found)) chunks.push(chunk);
  const sample = readLabels(Buffer.concat(chunks).toString('utf8'));
  return typeof sample === 'string'
    ? { message: sample, remedy: 'Mend the file, or judge without labels of your own.' }
    : sample;
}

const NOT_PROVABLE: Obstacle = {
  message:
    'The file that this model was trained on is no longer where Rung froze it, so nobody can prove what it never saw.',
  remedy: 'Launch the tune again; its file is frozen anew and its model can be judged.',
};

function notReadable(uri: string, kind: 'missing' | 'denied' | 'elsewhere'): Obstacle {
  const message = {
    missing: `There is no file at ${uri}.`,
    denied: `Rung may not read ${uri}.`,
    elsewhere: `${uri} is in another region.`,
  };
  const remedy = {
    missing: 'Check the address, or upload the file first.',
    denied: 'Ask the owner of the bucket to let Rung’s role read it.',
    elsewhere: 'Copy it to a bucket in Rung’s region.',
  };
  return { message: message[kind], remedy: remedy[kind] };
}

function faultOf(faults: readonly { line: number; message: string }[]): Obstacle | undefined {
  const [first] = faults;
  if (!first) return undefined;
  const others = faults.length === 1 ? '' : ` ${faults.length - 1} more lines cannot be used either.`;
  return {
    message: `Line ${first.line} of the held-out set is no example: ${first.message}${others}`,
    remedy: 'Mend or leave out those lines, so that everybody knows what was judged.',
  };
}

function sizeOf(examples: readonly HeldOutExample[]): Obstacle | undefined {
  if (examples.length < FEWEST_PAIRS)
    return {
      message: `The held-out set has ${examples.length} examples; fewer than ${FEWEST_PAIRS} tell nothing but a landslide.`,
      remedy: 'Hold out more; some 200 tell a difference of ten points.',
    };
  if (examples.length <= MOST_EXAMPLES) return undefined;
  return {
    message: `The held-out set has ${examples.length.toLocaleString('en-US')} examples; Rung judges ${MOST_EXAMPLES.toLocaleString('en-US')} at most.`,
    remedy: 'Draw a random part of it into a file of its own.',
  };
}

/** Compares the prompts with the very bytes that were trained on, whatever their spelling and filling words. */
async function leakOf(
  deps: Needs,
  files: { trained: FoundDataset; heldOut: FoundDataset },
): Promise<Obstacle | undefined> {
  const { sets } = await compareSets([
    { set: 'training', source: deps.datasets.open(files.trained) },
    { set: 'evaluation', source: deps.datasets.open(files.heldOut) },
  ]);
  const heldOut = sets.find(({ set }) => set === 'evaluation');
  const shared = heldOut?.countsByRule.leakage ?? 0;
  if (!heldOut || shared === 0) return undefined;
  const lines = heldOut.findings.filter(({ rule }) => rule === 'leakage').map(({ line }) => line);
  const more = lines.length < shared ? ' and others' : '';
  return {
    message: `${shared} of ${heldOut.records} held-out prompts stand in the training set (lines ${lines.join(', ')}${more}): the tuned model would be asked what it was told.`,
    remedy: 'Leave those lines out, or hold out examples before training.',
  };
}

function overBudget(plan: JudgementPlan, { request }: RequestedJudgement): Obstacle | undefined {
  const { estimate } = plan;
  if (estimate.kind === 'unknown' || estimate.high <= request.budget) return undefined;
  return {
    message: `Judging may cost ${formatUsd(estimate.high)}, above your budget of ${formatUsd(request.budget)}.`,
    remedy: 'Fewer held-out examples, fewer shots, or a larger budget.',
  };
}
