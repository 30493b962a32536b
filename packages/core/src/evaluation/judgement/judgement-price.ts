import { estimateTokens } from '../../dataset/estimate-tokens.ts';
import type { MicroUsd } from '../../money.ts';
import { CHOICE_TOKENS, judgeAsk } from '../rubric/judge-ask.ts';
import { KNOWN_PAIRS } from '../rubric/known-pairs.ts';
import type { LabelledPair } from '../rubric/labelled-pairs.ts';
import { type ArmName, type ArmPrompts, askOf, type HeldOutExample } from './arms.ts';
import { plus, type Serving, type ServingPrices, times } from './serving-cost.ts';

/** What judging will cost once: tokens of every arm, and the hours of a trial that bills by the hour. */
export type JudgementEstimate =
  | { readonly kind: 'known'; readonly low: MicroUsd; readonly high: MicroUsd; readonly asOf: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** What is going to be asked. */
export interface JudgementWork {
  readonly examples: readonly HeldOutExample[];
  readonly arms: readonly ArmName[];
  readonly prompts: ArmPrompts;
  readonly serving: Serving;
  /** Most tokens of an answer. */
  readonly maxTokens: number;
  /** Most hours that a trial's throughput may stand; 0 where it bills by the token. */
  readonly trialHours: number;
  /** What a judge model goes by; undefined where none decides. */
  readonly rubric: string | undefined;
  /** What it is tried on besides; none where the team gave none. */
  readonly labels?: readonly LabelledPair[];
}

/** Three passages of a Knowledge Base at its default chunk of 300 tokens (Bedrock user guide, kb-chunking, read 2026-11-20). */
const PASSAGE_TOKENS = 900;
/** An answer is as long as the right one at best, and as long as it may be at worst. */
const FRAME_TOKENS = 4;

/** Prices the work by characters, as the doctor counts tokens. */
export function estimateJudgement(work: JudgementWork, prices: ServingPrices): JudgementEstimate {
  const sides = (['low', 'high'] as const).map((bound) =>
    plus(
      ...work.arms.map((arm) => armPrice(arm, { work, prices, bound })),
      trialPrice(work, prices),
      judgePrice(work, prices, bound),
    ),
  );
  const [low, high] = sides;
  if (low?.kind !== 'known' || high?.kind !== 'known') return { kind: 'unknown', why: whyOf(low) ?? whyOf(high) ?? '' };
  return { kind: 'known', low: low.amount, high: high.amount, asOf: oldestPrice(prices) };
}

/** Two looks at every answer, and at every known pair. At best all answers are the right ones, which asks nobody. */
function judgePrice(work: JudgementWork, prices: ServingPrices, bound: 'low' | 'high'): ReturnType<typeof plus> {
  if (work.rubric === undefined) return plus();
  const looks = work.examples.map((example) => {
    const { system, turns } = judgeAsk(example, { a: example.right, b: example.right, rubric: work.rubric ?? '' });
    const read = [system, ...turns.map(({ text }) => text)].reduce((sum, text) => sum + estimateTokens(text)[bound], 0);
    return read + (bound === 'high' ? work.maxTokens : 0);
  });
  const all = looks.reduce((sum, tokens) => sum + tokens, 0) * (bound === 'high' ? work.arms.length : 0);
  const pairs = Math.min(KNOWN_PAIRS, looks.length);
  const mean = looks.length === 0 ? 0 : looks.reduce((sum, tokens) => sum + tokens, 0) / looks.length;
  const labels = work.labels ?? [];
  const labelled = labels.reduce((sum, { example, a, b }) => {
    const { system, turns } = judgeAsk(example, { a, b, rubric: work.rubric ?? '' });
    return sum + [system, ...turns.map(({ text }) => text)].reduce((all, text) => all + estimateTokens(text)[bound], 0);
  }, 0);
  const asked = {
    input: 2 * (all + pairs * mean + labelled),
    output: 2 * CHOICE_TOKENS * (pairs + labels.length + (all > 0 ? looks.length * work.arms.length : 0)),
  };
  return plus(times(prices.judgeInput, asked.input / 1000), times(prices.judgeOutput, asked.output / 1000));
}

const whyOf = (cost: ReturnType<typeof plus> | undefined) => (cost?.kind === 'unknown' ? cost.why : undefined);

function armPrice(
  arm: ArmName,
  given: { work: JudgementWork; prices: ServingPrices; bound: 'low' | 'high' },
): ReturnType<typeof plus> {
  const { work, prices, bound } = given;
  if (arm === 'tuned' && work.serving === 'provisioned') return plus();
  const tokens = tokensOf(arm, work, bound);
  const [input, output] =
    arm === 'tuned' ? [prices.tunedInput, prices.tunedOutput] : [prices.baseInput, prices.baseOutput];
  return plus(times(input, tokens.input / 1000), times(output, tokens.output / 1000));
}

function tokensOf(arm: ArmName, work: JudgementWork, bound: 'low' | 'high'): { input: number; output: number } {
  let [input, output] = [0, 0];
  for (const example of work.examples) {
    const { system, turns } = askOf(arm, example, { prompts: work.prompts });
    const text = [system, ...turns.map((turn) => turn.text)];
    input += text.reduce((sum, part) => sum + estimateTokens(part)[bound], FRAME_TOKENS * text.length);
    if (arm === 'retrieval' && bound === 'high') input += PASSAGE_TOKENS;
    output += bound === 'high' ? work.maxTokens : Math.min(work.maxTokens, estimateTokens(example.right).low);
  }
  return { input, output };
}

const trialPrice = ({ serving, trialHours }: JudgementWork, prices: ServingPrices) =>
  serving === 'provisioned' ? times(prices.unitHour, trialHours) : plus();

function oldestPrice(prices: ServingPrices): string {
  const dates = Object.values(prices).flatMap((answer: ServingPrices[keyof ServingPrices]) =>
    answer.kind === 'known' ? [answer.price.asOf] : [],
  );
  return dates.sort()[0] ?? '';
}

/** Tokens that an answer may have: half as long again as the longest right one, and never less than 64. */
export function answerLimit(examples: readonly Pick<HeldOutExample, 'right'>[]): number {
  const longest = examples.reduce((most, { right }) => Math.max(most, estimateTokens(right).high), 0);
  return Math.max(64, Math.ceil(longest * 1.5));
}
