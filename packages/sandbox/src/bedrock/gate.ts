/** A gate that work waits at while it is shut. */
export interface Gate {
  shut(): void;
  open(): void;
  /** Resolves when the gate is open; rejects when the work is called off. */
  pass(signal: AbortSignal): Promise<void>;
}

export function createGate(): Gate {
  let opening: { readonly promise: Promise<void>; resolve(): void } | undefined;
  return {
    shut() {
      opening ??= Promise.withResolvers<void>();
    },
    open() {
      opening?.resolve();
      opening = undefined;
    },
    async pass(signal) {
      if (!opening) return;
      const calledOff = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => calledOff.reject(signal.reason), { once: true });
      await Promise.race([opening.promise, calledOff.promise]);
    },
  };
}
