import { AwsError } from '../kit/aws-error.ts';
import type { Usage } from './usage.ts';

/** A credit that AWS gave to the account. Amounts in US dollars, times in epoch milliseconds. */
export interface Credit {
  readonly id: string;
  readonly type: string;
  readonly description: string;
  readonly usd: number;
  readonly startMs: number;
  readonly endMs?: number;
  /** Services that it pays for; every service when empty. */
  readonly products: readonly string[];
}

const YEAR_MS = 366 * 86_400_000;

/** GetCredits: what is left of each credit after what is on the bill. The one that ends first pays first. */
export function getCredits(
  at: { credits: readonly Credit[]; usages: readonly Usage[]; account: string; nowMs: number },
  input: Record<string, unknown>,
): object {
  const { accountId, startDate } = input as { accountId: string; startDate: number };
  if (accountId !== at.account) throw invalid(`The account ${accountId} is not this one.`);
  if (at.nowMs - startDate * 1000 > YEAR_MS) throw invalid('startDate must not be more than one year in the past.');
  const used = spend(at.credits, at.usages);
  return { credits: at.credits.map((credit) => describe(credit, used.get(credit.id), at)) };
}

interface Spent {
  readonly usd: number;
  /** When nothing was left. */
  readonly exhaustedAtMs?: number;
}

function spend(credits: readonly Credit[], usages: readonly Usage[]): Map<string, Spent> {
  const spent = new Map<string, Spent>();
  const order = [...credits].sort((a, b) => (a.endMs ?? Infinity) - (b.endMs ?? Infinity));
  for (const usage of [...usages].sort((a, b) => a.atMs - b.atMs)) {
    let due = usage.usd;
    for (const credit of order.filter((one) => pays(one, usage))) {
      const before = spent.get(credit.id)?.usd ?? 0;
      const taken = Math.min(due, credit.usd - before);
      if (taken <= 0) continue;
      due -= taken;
      const isOut = before + taken >= credit.usd - 1e-9;
      spent.set(credit.id, { usd: before + taken, ...(isOut ? { exhaustedAtMs: usage.atMs } : {}) });
    }
  }
  return spent;
}

function pays({ startMs, endMs = Infinity, products }: Credit, { atMs, service }: Usage): boolean {
  return atMs >= startMs && atMs < endMs && (products.length === 0 || products.includes(service));
}

function describe(credit: Credit, spent: Spent | undefined, { account }: { account: string }): object {
  const amount = (usd: number) => ({ currencyCode: 'USD', currencyAmount: Math.max(0, usd).toFixed(2) });
  const { startMs, endMs } = credit;
  return {
    creditId: credit.id,
    accountId: account,
    creditType: credit.type,
    initialAmount: amount(credit.usd),
    remainingAmount: amount(credit.usd - (spent?.usd ?? 0)),
    applicableProductNames: credit.products,
    description: credit.description,
    startDate: startMs / 1000,
    ...(endMs === undefined ? {} : { endDate: endMs / 1000 }),
    ...(spent?.exhaustedAtMs === undefined ? {} : { exhaustDate: spent.exhaustedAtMs / 1000 }),
    creditStatus: 'ENABLED',
  };
}

/** AWS's model has a reason in every ValidationException of Billing. */
const invalid = (message: string) =>
  new AwsError('ValidationException', message, { members: { reason: 'fieldValidationFailed' } });
