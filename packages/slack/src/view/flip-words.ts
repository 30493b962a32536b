import type { ShownFlip } from '@rung/core/chat/card.ts';
import { ARM_WORDS, type ArmName } from '@rung/core/evaluation/judgement/arms.ts';
import type { JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { hasPartialCredit } from '@rung/core/evaluation/metrics/target-metric.ts';

/** "14 went wrong → right, 4 right → wrong"; by partial credit an answer only got better or worse, and what is fully right is counted beside. */
export function flipCounts({ flips, request, results }: JudgedJudgement, rival: ArmName): string {
  const { gained, lost } = flips;
  if (!hasPartialCredit(request.metric)) return `${gained} went wrong → right, ${lost} right → wrong`;
  const [before, after] = [fullyRight(results, rival), fullyRight(results, 'tuned')];
  const isCounted = request.metric.kind === 'json-fields' && before && after;
  const whole = isCounted
    ? `; fully right: ${before.right}${before.of === after.of ? '' : ` of ${before.of}`} → ${after.right} of ${after.of}`
    : '';
  return `${gained} ${gained === 1 ? 'answer' : 'answers'} got better, ${lost} worse${whole}`;
}

function fullyRight(results: JudgedJudgement['results'], wanted: ArmName) {
  const result = results.find(({ arm }) => arm === wanted);
  return result && { right: Math.round(result.exactMatch * result.answered), of: result.answered };
}

/** "gained", or by partial credit "better: 3 of 4 fields right, before 1". */
export function flipWords({ kind, fields }: ShownFlip, { request }: JudgedJudgement): string {
  if (!hasPartialCredit(request.metric)) return kind;
  const way = kind === 'gained' ? 'better' : 'worse';
  return fields ? `${way} (${fields.tuned} of ${fields.of} fields right, before ${fields.rival})` : way;
}

/** "From few-shot to tuned". */
export const fromTo = (rival: ArmName) => `from ${ARM_WORDS[rival]} to ${ARM_WORDS.tuned}`;
