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
  /** The same, one by one. */
  readonly begun: readonly Begun[];
  /** Processes whose work ended in an error, as whoever asked for it saw. */
  readonly fell: Set<number>;
  /** A new process: all that it does goes through what it gets. */
  process(): Effect;
}

export interface Effect {
  <T>(name: string, run: () => Promise<T>): Promise<T>;
  /** Which process it belongs to, counted from 0. */
  readonly process: number;
}

/** An effect as it was begun: by which process, and whether it was that one's first. */
export interface Begun {
  readonly name: string;
  readonly process: number;
  readonly isFirst: boolean;
}

export function openSeam(options: {
  readonly faults: readonly Fault[];
  /** Awaited before each effect: where a scheduler chooses who goes on. */
  readonly turn?: (name: string) => Promise<void>;
}): Seam {
  const begun: Begun[] = [];
  let processes = 0;
  return {
    ...{ begun, fell: new Set(), count: () => begun.length },
    process() {
      const process = processes++;
      let [isDead, isFirst] = [false, true];
      const crash = (): never => {
        isDead = true;
        throw new Crash();
      };
      const effect = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
        if (isDead) throw new Crash();
        await options.turn?.(name);
        if (begun.length > MOST_EFFECTS) throw new Error('the history does not end');
        const at = begun.push({ name, process, isFirst }) - 1;
        isFirst = false;
        const kind = options.faults.find((fault) => fault.at === at)?.kind;
        if (kind === 'crash-before') crash();
        if (kind === 'refuse') throw new Unreachable(name);
        const result = await run();
        if (kind === 'crash-after') crash();
        if (kind === 'lose') throw new Unreachable(name);
        return result;
      };
      return Object.assign(effect, { process });
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

/** Members are wrapped when they are asked for: a process uses a few of a hundred. */
function wrapped(port: string, adapter: object, effect: Effect): object {
  return new Proxy(adapter, {
    get: (target, name: string) => {
      const member = (target as Readonly<Record<string, Member>>)[name];
      if (!member) return undefined;
      if (name === 'open' && port === 'datasets')
        return (...given: unknown[]) => opened(member(...given) as AsyncIterable<Uint8Array>, effect);
      return (...given: unknown[]) => effect(`${port}.${name}`, async () => member(...given));
    },
  });
}

type Member = (...given: unknown[]) => unknown;

/** A stream is one effect: its opening. */
async function* opened(stream: AsyncIterable<Uint8Array>, effect: Effect): AsyncGenerator<Uint8Array> {
  await effect('datasets.open', async () => undefined);
  yield* stream;
}
