import { AwsError } from '../kit/aws-error.ts';
import type { SandboxClock } from '../kit/clock.ts';
import { openMap } from '../kit/durable-map.ts';
import type { Handler } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { serveModel } from '../models/serve-model.ts';
import { loadModel } from '../models/service-model.ts';
import { getCostAndUsage, LAG_MS } from './cost-explorer.ts';
import { type Credit, getCredits } from './credits.ts';
import { hoursOf, type Standing, type UsageLog } from './usage.ts';

export interface BillingOptions {
  readonly clock: SandboxClock;
  readonly wireLog: WireLog;
  readonly usage: UsageLog;
  /** What stands now and costs by the hour. */
  readonly standing: () => readonly Standing[];
  /** Where credits are kept; in memory without it. */
  readonly file?: string;
  /** Twelve digits; 123456789012 when absent. */
  readonly account?: string;
}

/** The sandbox's bill: Cost Explorer and the credits, over what its services have really been used for. */
export interface Billing {
  readonly costExplorer: Handler;
  readonly credits: Handler;
  /** AWS gives the account a credit. */
  grant(credit: Credit): void;
  /** From now on the credits are shown to nobody, as for a role without billing:GetCredits. */
  denyCredits(): void;
}

export function openBilling(options: BillingOptions): Billing {
  const { clock, wireLog, usage, standing, file, account = '123456789012' } = options;
  const given = openMap<Credit>(file);
  let isDenied = false;
  const usages = () => [...usage.all(), ...standing().flatMap(hoursOf)];
  const onTheBill = () => usages().filter(({ atMs }) => atMs + LAG_MS <= clock.nowMs());
  return {
    costExplorer: serveModel({
      model: loadModel('ce'),
      wireLog,
      operations: { GetCostAndUsage: (input) => getCostAndUsage(usages(), input, clock.nowMs()) },
    }),
    credits: serveModel({
      model: loadModel('billing'),
      wireLog,
      operations: {
        GetCredits(input) {
          if (isDenied)
            throw new AwsError('AccessDeniedException', 'User is not authorized to perform: billing:GetCredits');
          return getCredits({ credits: given.values(), usages: onTheBill(), account, nowMs: clock.nowMs() }, input);
        },
      },
    }),
    grant: (credit) => given.set(credit.id, credit),
    denyCredits() {
      isDenied = true;
    },
  };
}
