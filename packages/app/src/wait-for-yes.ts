/** What waits for its yes, and how it is written and woken. */
interface Waiting<P> {
  /** The record; `decided` once there is nothing to say yes to any more. */
  find(): Promise<P | 'decided' | undefined>;
  /** What is written with the token. */
  readonly besides?: (priced: P) => Promise<Partial<P>>;
  move(to: P): Promise<'moved' | 'lost' | 'over-cap'>;
  wake(taskToken: string): Promise<unknown>;
}

/**
 * "Somebody has to say yes": writes down the token that the workflow sleeps under, whoever else writes the record meanwhile; without it no
 * click would ever wake it. Hands back the record before and after; nothing where it was decided already, and then the workflow goes on.
 */
export async function waitForYes<P extends { readonly taskToken: string; readonly version: number }>(
  taskToken: string,
  waiting: Waiting<P>,
): Promise<{ readonly before: P; readonly asked: P } | undefined> {
  const before = await waiting.find();
  if (before === undefined) return undefined;
  if (before === 'decided') {
    // Decided while this step was being tried again: the decision woke a token that had died with the first try.
    await waiting.wake(taskToken);
    return undefined;
  }
  const asked = { ...before, ...(await waiting.besides?.(before)), taskToken, version: before.version + 1 };
  return (await waiting.move(asked)) === 'moved' ? { before, asked } : waitForYes(taskToken, waiting);
}
