import { type MicroUsd, microUsd } from '../money.ts';

/** Whole billionths of a dollar. A token price is whole micro-dollars per 1,000, so what one request costs is whole here: nothing is rounded. */
export type NanoUsd = bigint;

/**
 * What a way of answering costs a month, as a function of its requests: what stands, what each request adds, and what it takes to be
 * awake. Being awake is billed by the window: at worst each request opens one of its own, until all of the month are open.
 */
export interface MonthlyCurve {
  readonly standing: NanoUsd;
  readonly perRequest: NanoUsd;
  readonly window: NanoUsd;
  /** Windows of a month in which requests come at all. */
  readonly windows: bigint;
}

/** Where one way becomes cheaper than another, in requests a month. */
export type BreakEven =
  /** From this many on it is cheaper, and at one fewer it is not. */
  | { readonly kind: 'from'; readonly requests: bigint }
  /** Up to this many it is cheaper, and at one more it is not. */
  | { readonly kind: 'up-to'; readonly requests: bigint }
  | { readonly kind: 'always' }
  | { readonly kind: 'never' };

export function nano(amount: MicroUsd): NanoUsd {
  return BigInt(amount) * 1000n;
}

/** Rounded up to the next micro-dollar, as everything here is. */
export function toMicroUsd(amount: NanoUsd): MicroUsd {
  return microUsd(Number((amount + 999n) / 1000n));
}

/** A month with this many requests, exactly. */
export function costAt(curve: MonthlyCurve, requests: bigint): NanoUsd {
  const awake = requests < curve.windows ? requests : curve.windows;
  return curve.standing + curve.perRequest * requests + curve.window * awake;
}

/**
 * Where `way` becomes cheaper than `other`, found to the request by exact arithmetic. `other` may not be billed by the window: the
 * difference is then a line up to the last window and another line from there on.
 */
export function breakEven(way: MonthlyCurve, other: MonthlyCurve): BreakEven {
  if (other.window !== 0n) throw new RangeError('the way compared with is billed by the window');
  const more = (requests: bigint) => costAt(way, requests) - costAt(other, requests);
  const falls = other.perRequest - way.perRequest;
  if (falls > 0n || (falls === 0n && more(way.windows) < 0n)) return cheaperInTheEnd(way, { more, falls });
  if (more(0n) >= 0n) return { kind: 'never' };
  return { kind: 'up-to', requests: lastBelow(way, { more, rises: -falls }) };
}

type More = (requests: bigint) => NanoUsd;

function cheaperInTheEnd({ windows, window }: MonthlyCurve, at: { more: More; falls: NanoUsd }): BreakEven {
  const { more, falls } = at;
  const open = more(windows);
  if (open >= 0n) return { kind: 'from', requests: windows + open / falls + 1n };
  const start = more(0n);
  if (start < 0n) return { kind: 'always' };
  return { kind: 'from', requests: start / (falls - window) + 1n };
}

/** The last number of requests at which it is still cheaper; it is at none, and is not in the end. */
function lastBelow({ windows, window }: MonthlyCurve, at: { more: More; rises: NanoUsd }): bigint {
  const { more, rises } = at;
  const open = more(windows);
  if (open >= 0n) return (-more(0n) - 1n) / (rises + window);
  return windows + (-open - 1n) / rises;
}
