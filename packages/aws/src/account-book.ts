import type { Bill } from '@rung/core/cost/bill/bill.ts';
import type { CreditPool, CreditsReading } from '@rung/core/cost/bill/credits.ts';
import type { DigestOrder } from '@rung/core/cost/bill/digest.ts';
import type { HostingMeter } from '@rung/core/cost/bill/hosting-meter.ts';
import type { AccountBook } from '@rung/core/cost/bill/ports.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { insertRow, listDocuments, putDocument, type RecordTable, readDocument } from './record-table.ts';

const KEYS = { bill: 'account#bill', credits: 'account#credits', stated: 'account#stated-credits' } as const;
const digestKey = (channel: string) => `digest#${channel}`;
/** Channels that are told in one look. */
const MOST_DIGESTS = 1000;

/** The account's money, in DynamoDB: one record each, and one for each channel with a digest. */
export function accountBook(table: RecordTable): AccountBook {
  return {
    bill: () => readDocument<Bill>(table, KEYS.bill),
    keepBill: (bill) => putDocument(table, { key: KEYS.bill, document: bill }),
    meter: (month) => readDocument<HostingMeter>(table, `account#meter#${month}`),
    keepMeter: (meter) => putDocument(table, { key: `account#meter#${meter.month}`, document: meter }),
    credits: () => readDocument<CreditsReading>(table, KEYS.credits),
    keepCredits: (reading) => putDocument(table, { key: KEYS.credits, document: reading }),
    stated: async () => (await readDocument<readonly CreditPool[]>(table, KEYS.stated)) ?? [],
    keepStated: (pools) => putDocument(table, { key: KEYS.stated, document: pools }),
    digest: async (channel) => (await readDocument<DigestOrder | null>(table, digestKey(channel))) ?? undefined,
    digests: () => listDocuments<DigestOrder>(table, 'digest', MOST_DIGESTS),
    keepDigest: (order) =>
      putDocument(table, {
        key: digestKey(order.channel),
        document: order,
        listed: { kind: 'digest', atMs: order.orderedAtMs },
      }),
    async claimDigest(channel, nowMs) {
      const day = new Date(nowMs).toISOString().slice(0, 10);
      const row = { key: `digest-sent#${channel}#${day}`, kind: 'digest-sent', atMs: nowMs, version: 1, document: {} };
      return (await insertRow(table, { ...row, expiresAtMs: nowMs + 30 * DAY_MS })) === 'written';
    },
    // An order that is over is listed no more; no role may delete rows.
    dropDigest: (channel) => putDocument(table, { key: digestKey(channel), document: null }),
  };
}
