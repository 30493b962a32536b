import { parseAwsAmount } from '@rung/core/cost/bill/bill.ts';
import type { CreditPool } from '@rung/core/cost/bill/credits.ts';
import type { Credits } from '@rung/core/cost/bill/ports.ts';
import { DAY_MS, type EpochMs } from '@rung/core/time.ts';
import { AwsV4Signer } from 'aws4fetch';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';

/** The one endpoint of Billing for all regions (AWS Billing API Reference, read 2026-11). */
const BILLING = 'https://billing.us-east-1.api.aws';

/** GetCredits goes back a year at most. */
const BACK_MS = 364 * DAY_MS;

/** Credits by GetCredits, signed by hand: no package of a client has the operation that loads here. */
export function awsCredits(place: {
  readonly clients: Pick<AwsClients, 'costExplorer'>;
  /** Of the local AWS only. */
  readonly endpoint: string | undefined;
  readonly accountId: string;
}): Credits {
  return {
    async read(nowMs) {
      const { status, body } = await getCredits(place, nowMs);
      if (status === 200)
        return {
          readAtMs: nowMs,
          pools: (body.credits ?? []).flatMap((credit) => poolOf(credit, nowMs)),
          unread: undefined,
        };
      const name = String(body.__type ?? 'UnknownError').replace(/^.*#/, '');
      const kind = failureKind({ name, $metadata: { httpStatusCode: status } });
      if (kind !== 'denied') throw new Error(`GetCredits answered ${status} ${name}`);
      return { readAtMs: nowMs, pools: [], unread: name };
    },
  };
}

interface Answer {
  readonly credits?: readonly WireCredit[];
  readonly __type?: string;
}

interface WireCredit {
  readonly creditId: string;
  readonly creditType?: string;
  readonly description?: string;
  readonly initialAmount?: WireAmount;
  readonly remainingAmount?: WireAmount;
  readonly applicableProductNames?: readonly string[];
  /** Seconds since 1970. */
  readonly startDate?: number;
  readonly endDate?: number;
  readonly creditStatus?: string;
}

interface WireAmount {
  readonly currencyCode: string;
  readonly currencyAmount: string;
}

async function getCredits(
  { clients, endpoint, accountId }: Parameters<typeof awsCredits>[0],
  nowMs: EpochMs,
): Promise<{ status: number; body: Answer }> {
  // The SDK knows where this process gets its credentials from; signing takes no more of it.
  const credentials = await (await clients.costExplorer()).config.credentials();
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const { url, ...signed } = await new AwsV4Signer({
    ...{ accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    ...{ url: endpoint ?? BILLING, method: 'POST', service: 'billing', region: 'us-east-1' },
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSBilling.GetCredits' },
    body: JSON.stringify({ accountId, startDate: Math.floor((nowMs - BACK_MS) / 1000) }),
  }).sign();
  const response = await fetch(url, signed);
  return { status: response.status, body: (await response.json()) as Answer };
}

/** A pool in another currency is left out rather than added up as dollars. */
function poolOf(credit: WireCredit, nowMs: EpochMs): CreditPool[] {
  const remaining = dollars(credit.remainingAmount);
  if (remaining === undefined) return [];
  const { creditId, description, creditType, applicableProductNames, startDate, endDate, creditStatus } = credit;
  return [
    {
      id: creditId,
      name: description || creditType || creditId,
      from: 'aws',
      initial: dollars(credit.initialAmount),
      remaining,
      startsAtMs: (startDate ?? 0) * 1000,
      endsAtMs: endDate === undefined ? undefined : endDate * 1000,
      products: applicableProductNames ?? [],
      isEnabled: creditStatus !== 'DISABLED',
      asOfMs: nowMs,
    },
  ];
}

const dollars = (amount: WireAmount | undefined) =>
  amount?.currencyCode === 'USD' ? parseAwsAmount(amount.currencyAmount) : undefined;
