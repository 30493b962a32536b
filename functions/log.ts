/** Writes what is allowed to be written and nothing else: names, codes, ids and where in our own code it happened; never a body or a message. */
export function logBug(bug: { readonly requestId: string; readonly error: unknown }): void {
  const { name, stack } = bug.error instanceof Error ? bug.error : { name: typeof bug.error, stack: '' };
  const frames = (stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .map((line) => line.trim());
  const code =
    (bug.error as { data?: { error?: string }; code?: string } | null)?.data?.error ??
    (bug.error as { code?: string } | null)?.code;
  console.error(JSON.stringify({ level: 'error', requestId: bug.requestId, name, code, frames }));
}

/** Figures of one run, in the form in which CloudWatch makes metrics of log lines (embedded metric format), without a call and a permission. */
export function logMetrics(stage: string, figures: Readonly<Record<string, number>>): void {
  const Metrics = Object.keys(figures).map((Name) => ({ Name }));
  const CloudWatchMetrics = [{ Namespace: 'Rung', Dimensions: [['Stage']], Metrics }];
  console.log(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics }, Stage: stage, ...figures }));
}
