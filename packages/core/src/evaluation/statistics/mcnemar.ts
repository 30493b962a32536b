/** Examples on which two arms disagree: right with one and wrong with the other. */
export interface Discordant {
  /** Wrong before, right after. */
  readonly gained: number;
  /** Right before, wrong after. */
  readonly lost: number;
}

/**
 * McNemar's test, exact and two-sided: the chance of a split at least as uneven as this one if either way were as likely. 1 when nothing
 * disagrees. Summed in logarithms, so that ten thousand disagreements do not underflow.
 */
export function mcnemar({ gained, lost }: Discordant): number {
  const all = gained + lost;
  const least = Math.min(gained, lost);
  const logs = logFactorials(all);
  const logChoose = (k: number) => (logs[all] ?? 0) - (logs[k] ?? 0) - (logs[all - k] ?? 0);
  let tail = 0;
  for (let k = 0; k <= least; k += 1) tail += Math.exp(logChoose(k) - all * Math.LN2);
  return Math.min(1, 2 * tail);
}

function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n += 1) logs[n] = (logs[n - 1] ?? 0) + Math.log(n);
  return logs;
}
