/** Lets single operations run side by side and a transaction alone, in the order in which they came. */
export interface AccessLock {
  shared<T>(work: () => Promise<T>): Promise<T>;
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

export function createAccessLock(): AccessLock {
  let lastExclusive: Promise<unknown> = Promise.resolve();
  let sharing = new Set<Promise<unknown>>();
  return {
    shared(work) {
      const running = lastExclusive.then(work);
      const group = sharing;
      const settled = running.catch(() => undefined);
      group.add(settled);
      void settled.then(() => group.delete(settled));
      return running;
    },
    exclusive(work) {
      const running = Promise.all([lastExclusive, ...sharing]).then(work);
      sharing = new Set();
      lastExclusive = running.catch(() => undefined);
      return running;
    },
  };
}
