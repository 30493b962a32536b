/** Works through a list, at most `atOnce` at a time, and hands back the answers in the list's order. A failure waits for the rest and is then thrown. */
export async function inTurns<T, R>(
  list: readonly T[],
  work: (item: T) => Promise<R>,
  atOnce: number,
): Promise<readonly R[]> {
  const answers: R[] = [];
  const queue = list.entries();
  const worker = async () => {
    for (const [index, item] of queue) answers[index] = await work(item);
  };
  const workers = await Promise.allSettled(Array.from({ length: Math.min(atOnce, list.length) }, worker));
  for (const ended of workers) if (ended.status === 'rejected') throw ended.reason;
  return answers;
}
