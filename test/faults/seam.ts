/** The end of a process in the middle of its work: nothing that it would have done after happens. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** What a service answered when it was not reached, or when its answer was lost. */
export class Unreachable extends Error {
  override readonly name = 'Bedrock.SdkClientException';
}

/** Where a process ends or an exchange is spoilt: before an effect or after it. `refuse` and `lose` leave the process alive. */
export type FaultKind = 'crash-before' | 'crash-after' | 'refuse' | 'lose';

export interface Fault {
  /** The effect, counted from 0 over the whole history. */
  readonly at: number;
  readonly kind: FaultKind;
}

/** An ordinary launch has fewer than a hundred effects; one that waits a day for its yes, beside the reconciler, some 3,000. */
export const MOST_EFFECTS = 6000;

/** The one seam that every effect of every process passes. */
export interface Seam {
  /** Effects that have been begun. */
  readonly count: () => number;
  /** A new process: all that it does goes through what it gets. */
  process(): Effect;
}

export type Effect = <T>(name: string, run: () => Promise<T>) => Promise<T>;

export function openSeam(options: {
  readonly faults: readonly Fault[];
  /** Awaited before each effect: where a scheduler chooses who goes on. */
  readonly turn?: (name: string) => Promise<void>;
}): Seam {
  let begun = 0;
  return {
    count: () => begun,
    process() {
      let isDead = false;
      const crash = (): never => {
        isDead = true;
        throw new Crash();
      };
      return async (name, run) => {
        if (isDead) throw new Crash();
        await options.turn?.(name);
        if (begun > MOST_EFFECTS) throw new Error('the history does not end');
        const at = begun++;
        const kind = options.faults.find((fault) => fault.at === at)?.kind;
        if (kind === 'crash-before') crash();
        if (kind === 'refuse') throw new Unreachable(name);
        const result = await run();
        if (kind === 'crash-after') crash();
        if (kind === 'lose') throw new Unreachable(name);
        return result;
      };
    },
  };
}

/** All ports of `deps` behind one process's seam. What is no function (settings) and what answers at once (the clock) stays as it is. */
export function behindSeam<D extends object>(deps: D, effect: Effect): D {
  return Object.fromEntries(
    Object.entries(deps).map(([port, adapter]) => [port, AT_ONCE.has(port) ? adapter : wrapped(port, adapter, effect)]),
  ) as D;
}

const AT_ONCE: ReadonlySet<string> = new Set(['clock', 'settings']);

function wrapped(port: string, adapter: object, effect: Effect): object {
  return Object.fromEntries(
    Object.entries(adapter).map(([name, member]) => [
      name,
      name === 'open' && port === 'datasets'
        ? (...given: unknown[]) => opened(member(...given), effect)
        : (...given: unknown[]) => effect(`${port}.${name}`, async () => member(...given)),
    ]),
  );
}

/** A stream is one effect: its opening. */
async function* opened(stream: AsyncIterable<Uint8Array>, effect: Effect): AsyncGenerator<Uint8Array> {
  await effect('datasets.open', async () => undefined);
  yield* stream;
}
