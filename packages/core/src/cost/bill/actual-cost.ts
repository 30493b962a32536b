import type { Done } from '../../launch/launch.ts';
import { type MicroUsd, microUsd, sumUsd } from '../../money.ts';
import type { EpochMs } from '../../time.ts';
import { type Bill, isBilledBy, usageKind } from './bill.ts';

/** What a training cost: by AWS's bill once that knows, by our own meter until then. */
export type ActualCost =
  | {
      readonly kind: 'billed';
      readonly amount: MicroUsd;
      readonly readAtMs: EpochMs;
      /** Tokens that AWS counted; undefined where it does not say. */
      readonly tokens: number | undefined;
    }
  | {
      readonly kind: 'metered';
      /** Undefined where no price is known. */
      readonly amount: MicroUsd | undefined;
      readonly why: 'not-read' | 'lag' | 'no-line';
    };

type Trained = Pick<Done, 'id' | 'cost' | 'endedAtMs'>;

/** What the training of a launch cost, as well as it is known. */
export function actualCost(launch: Trained, bill: Bill | undefined): ActualCost {
  const metered = (why: 'not-read' | 'lag' | 'no-line') => ({ kind: 'metered', amount: launch.cost, why }) as const;
  if (!bill) return metered('not-read');
  if (!isBilledBy(bill, launch.endedAtMs)) return metered('lag');
  const lines = bill.lines.filter((line) => line.launch === launch.id && usageKind(line.usageType) === 'training');
  if (lines.length === 0) return metered('no-line');
  const isInTokens = lines.every(({ unit }) => /^1K tokens$/i.test(unit));
  return {
    kind: 'billed',
    amount: sumUsd(...lines.map(({ amount }) => amount)),
    readAtMs: bill.readAtMs,
    tokens: isInTokens ? Math.round(lines.reduce((sum, { quantity }) => sum + quantity, 0) * 1000) : undefined,
  };
}

/** Why a bill differs from its estimate. The two effects sum to the difference exactly. */
export interface Difference {
  readonly total: MicroUsd;
  /** Of another price for the tokens that were billed. */
  readonly ofPrice: MicroUsd;
  /** Of other tokens, at the estimate's price. */
  readonly ofTokens: MicroUsd;
  /** Epochs that the billed tokens make, to a tenth. */
  readonly epochs: number;
}

/** Splits the difference between an estimate (price per 1,000 tokens) and a bill into price and tokens. */
export function splitDifference(
  estimate: { readonly amount: MicroUsd; readonly price: MicroUsd; readonly tokens: number; readonly epochs: number },
  billed: { readonly amount: MicroUsd; readonly tokens: number },
): Difference {
  const total = billed.amount - estimate.amount;
  const ofPrice = Math.round(billed.amount - (estimate.price * billed.tokens) / 1000);
  const perEpoch = estimate.tokens / estimate.epochs;
  return {
    total: microUsd(total),
    ofPrice: microUsd(ofPrice),
    ofTokens: microUsd(total - ofPrice),
    epochs: Math.round((billed.tokens / perEpoch) * 10) / 10,
  };
}
