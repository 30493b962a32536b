import type { CostExplorerClient, Expression, GetCostAndUsageCommandInput, Group } from '@aws-sdk/client-cost-explorer';
import {
  type BillLine,
  type EvaluationLine,
  evaluationOfTagGroup,
  launchOfTagGroup,
  parseAwsAmount,
  RECENT_DAYS,
  type ServiceCost,
} from '@rung/core/cost/bill/bill.ts';
import type { Bills } from '@rung/core/cost/bill/ports.ts';
import { microUsd, sumUsd } from '@rung/core/money.ts';
import { DAY_MS, type EpochMs } from '@rung/core/time.ts';
import type { AwsClients } from './clients.ts';

/** Services that tune and host models. What is billed through the Marketplace stands under names of its own and is not in the lines. */
const SERVICES = ['Amazon Bedrock', 'Amazon SageMaker'];
/** Usage before credits, refunds and tax, which would hide what a launch has cost. */
const USAGE_ONLY: Expression = { Dimensions: { Key: 'RECORD_TYPE', Values: ['Usage'] } };
const LAUNCH_TAG = 'rung:launch';
const EVALUATION_TAG = 'rung:evaluation';

/** Cost Explorer: two requests a reading, a third where evaluations wait for it, more only where AWS pages ($0.01 each, aws.amazon.com/aws-cost-management/pricing, read 2026-11). */
export function costExplorer(clients: Pick<AwsClients, 'costExplorer'>): Bills {
  return {
    async read(nowMs, ask) {
      const client = await clients.costExplorer();
      const [lines, services, evaluations] = await Promise.all([
        readLines(client, nowMs),
        readServices(client, nowMs),
        ask.evaluations ? readEvaluations(client, nowMs) : undefined,
      ]);
      const recent = { days: RECENT_DAYS, services };
      return { readAtMs: nowMs, lines, recent, ...(evaluations ? { evaluations } : {}) };
    },
  };
}

async function readLines(client: CostExplorerClient, nowMs: EpochMs): Promise<BillLine[]> {
  const groups = await readGroups(client, {
    ...twoMonths(nowMs),
    Metrics: ['UnblendedCost', 'UsageQuantity'],
    Filter: { And: [USAGE_ONLY, { Dimensions: { Key: 'SERVICE', Values: SERVICES } }] },
    GroupBy: [
      { Type: 'TAG', Key: LAUNCH_TAG },
      { Type: 'DIMENSION', Key: 'USAGE_TYPE' },
    ],
  });
  return groups.map(({ start, group }) => {
    const [tag = '', usageType = ''] = group.Keys ?? [];
    const { UnblendedCost, UsageQuantity } = group.Metrics ?? {};
    return {
      month: start.slice(0, 7),
      launch: launchOfTagGroup(tag),
      usageType,
      amount: dollars(UnblendedCost),
      quantity: Number(UsageQuantity?.Amount ?? 0),
      unit: UsageQuantity?.Unit ?? 'N/A',
    };
  });
}

/** Of every service: an evaluator model may be billed through the Marketplace. */
async function readEvaluations(client: CostExplorerClient, nowMs: EpochMs): Promise<EvaluationLine[]> {
  const groups = await readGroups(client, {
    ...twoMonths(nowMs),
    Metrics: ['UnblendedCost'],
    Filter: USAGE_ONLY,
    GroupBy: [{ Type: 'TAG', Key: EVALUATION_TAG }],
  });
  return groups.flatMap(({ start, group }) => {
    const evaluation = evaluationOfTagGroup(group.Keys?.[0] ?? '');
    if (evaluation === undefined) return [];
    return [{ month: start.slice(0, 7), evaluation, amount: dollars(group.Metrics?.['UnblendedCost']) }];
  });
}

/** The month before and this one. */
function twoMonths(nowMs: EpochMs) {
  const now = new Date(nowMs);
  const begin = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1);
  return { TimePeriod: { Start: day(begin), End: day(nowMs + DAY_MS) }, Granularity: 'MONTHLY' } as const;
}

/** The days before yesterday are whole. */
async function readServices(client: CostExplorerClient, nowMs: EpochMs): Promise<ServiceCost[]> {
  const groups = await readGroups(client, {
    TimePeriod: { Start: day(nowMs - (RECENT_DAYS + 1) * DAY_MS), End: day(nowMs - DAY_MS) },
    Granularity: 'MONTHLY',
    Metrics: ['UnblendedCost'],
    Filter: USAGE_ONLY,
    GroupBy: [{ Type: 'DIMENSION', Key: 'SERVICE' }],
  });
  const sums = new Map<string, number>();
  for (const { group } of groups) {
    const [service = ''] = group.Keys ?? [];
    sums.set(service, sumUsd(microUsd(sums.get(service) ?? 0), dollars(group.Metrics?.['UnblendedCost'])));
  }
  return [...sums].map(([service, amount]) => ({ service, amount: microUsd(amount) }));
}

type Asked = Omit<GetCostAndUsageCommandInput, 'NextPageToken'>;

async function readGroups(client: CostExplorerClient, asked: Asked): Promise<{ start: string; group: Group }[]> {
  const { GetCostAndUsageCommand } = await import('@aws-sdk/client-cost-explorer');
  const found: { start: string; group: Group }[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(new GetCostAndUsageCommand({ ...asked, NextPageToken: token }));
    for (const { TimePeriod, Groups = [] } of page.ResultsByTime ?? [])
      found.push(...Groups.map((group) => ({ start: TimePeriod?.Start ?? '', group })));
    token = page.NextPageToken;
  } while (token !== undefined);
  return found;
}

/** An amount in another currency, or none at all, is no bill that we could add up. */
function dollars(metric: { Amount?: string | undefined; Unit?: string | undefined } | undefined) {
  const amount = metric?.Unit === 'USD' ? parseAwsAmount(metric.Amount) : undefined;
  if (amount === undefined) throw new Error(`Cost Explorer answered ${metric?.Amount} ${metric?.Unit}, no dollars`);
  return amount;
}

const day = (atMs: EpochMs) => new Date(atMs).toISOString().slice(0, 10);
