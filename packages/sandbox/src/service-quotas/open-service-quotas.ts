import path from 'node:path';
import { AwsError } from '../kit/aws-error.ts';
import { openMap } from '../kit/durable-map.ts';
import type { Handler } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { type CallContext, type OperationHandler, serveModel } from '../models/serve-model.ts';
import { loadModel } from '../models/service-model.ts';
import { defaultQuota, KNOWN_QUOTAS, type KnownQuota, type QuotaReader } from './known-quotas.ts';

export interface ServiceQuotasOptions {
  /** Where grants are kept; in memory without it. */
  readonly directory?: string;
  readonly wireLog: WireLog;
  /** Twelve digits; 123456789012 when absent. */
  readonly account?: string;
}

export interface QuotaGrant {
  readonly code: string;
  readonly value: number;
  /** us-east-1 when absent. */
  readonly region?: string;
}

/** The sandbox's Service Quotas: what the account was granted, and AWS's default where it asked for nothing. */
export interface ServiceQuotas {
  readonly handler: Handler;
  /** What other services of the sandbox hold an account to. */
  readonly quotaOf: QuotaReader;
  /** Grants a quota, as AWS does after a request for an increase; a lower one is what a restricted account has. */
  grant(grant: QuotaGrant): void;
}

/** Service Quotas answers so many in a page (API reference, MaxResults, read 2026-11-26). */
const PAGE = 100;

export function openServiceQuotas(options: ServiceQuotasOptions): ServiceQuotas {
  const { directory, wireLog, account = '123456789012' } = options;
  const granted = openMap<number>(directory && path.join(directory, 'granted.json'));
  const quotaOf: QuotaReader = (region, code) => granted.get(`${region}/${code}`) ?? defaultQuota(region, code);
  const describe = (quota: KnownQuota, { region }: CallContext, value: number) => ({
    ...{ ServiceCode: quota.service, ServiceName: 'Amazon Bedrock', QuotaCode: quota.code, QuotaName: quota.name },
    QuotaArn: `arn:aws:servicequotas:${region}:${account}:${quota.service}/${quota.code}`,
    ...{ Value: value, Unit: 'None', Adjustable: quota.adjustable, GlobalQuota: false },
  });
  const applied = (quota: KnownQuota, call: CallContext) => describe(quota, call, quotaOf(call.region, quota.code));
  const published = (quota: KnownQuota, call: CallContext) => describe(quota, call, quota.value);
  const operations: Record<string, OperationHandler> = {
    GetServiceQuota: (input, call) => ({ Quota: applied(requireQuota(input), call) }),
    GetAWSDefaultServiceQuota: (input, call) => ({ Quota: published(requireQuota(input), call) }),
    ListServiceQuotas: (input, call) => list(input, (quota) => applied(quota, call)),
    ListAWSDefaultServiceQuotas: (input, call) => list(input, (quota) => published(quota, call)),
  };
  return {
    handler: serveModel({ model: loadModel('service-quotas'), operations, wireLog }),
    quotaOf,
    grant: ({ code, value, region = 'us-east-1' }) => granted.set(`${region}/${code}`, value),
  };
}

function requireQuota(input: Record<string, unknown>): KnownQuota {
  const { ServiceCode: service, QuotaCode: code } = input;
  const quota = quotasOf(service).find((candidate) => candidate.code === code);
  if (!quota)
    throw new AwsError('NoSuchResourceException', 'The request failed because the specified quota does not exist.');
  return quota;
}

function quotasOf(service: unknown): readonly KnownQuota[] {
  const quotas = KNOWN_QUOTAS.filter((quota) => quota.service === service);
  if (quotas.length > 0) return quotas;
  throw new AwsError('NoSuchResourceException', 'The request failed because the specified service does not exist.');
}

function list(input: Record<string, unknown>, describe: (quota: KnownQuota) => object): object {
  const code = input['QuotaCode'];
  const all = quotasOf(input['ServiceCode']).filter((quota) => code === undefined || quota.code === code);
  const start = Number(input['NextToken'] ?? 0);
  const end = start + Number(input['MaxResults'] ?? PAGE);
  return { Quotas: all.slice(start, end).map(describe), ...(end < all.length ? { NextToken: String(end) } : {}) };
}
