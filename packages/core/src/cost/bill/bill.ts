import { type EvaluationId, type LaunchId, parseEvaluationId, parseLaunchId } from '../../ids.ts';
import { type MicroUsd, microUsd } from '../../money.ts';
import { DAY_MS, type EpochMs } from '../../time.ts';

/** What AWS's bill said when Rung last asked Cost Explorer: usage before credits, refunds and tax. */
export interface Bill {
  readonly readAtMs: EpochMs;
  /** What the services that tune and host cost, of last month and this one. */
  readonly lines: readonly BillLine[];
  /** What every service of the account cost in the days that are whole on the bill. */
  readonly recent: { readonly days: number; readonly services: readonly ServiceCost[] };
  /** What stands under the tag of an evaluation, of any service; absent where nothing waited for it. */
  readonly evaluations?: readonly EvaluationLine[];
}

/** By the tag `rung:evaluation`, which its jobs carry. AWS does not say whether it hands a job's tags on to the tokens of its evaluator. */
export interface EvaluationLine {
  readonly month: string;
  readonly evaluation: EvaluationId;
  readonly amount: MicroUsd;
}

export interface BillLine {
  /** "2026-11". */
  readonly month: string;
  /** By the tag `rung:launch`; undefined for what carries none, or carries it before the tag was activated in Billing. */
  readonly launch: LaunchId | undefined;
  /** AWS's name of what was used: "USE1-NovaMicro-Customization-Training". */
  readonly usageType: string;
  readonly amount: MicroUsd;
  readonly quantity: number;
  /** AWS's unit of the quantity; "N/A" where it mixes several. */
  readonly unit: string;
}

export interface ServiceCost {
  readonly service: string;
  readonly amount: MicroUsd;
}

/** AWS brings Cost Explorer up to date at least once in 24 hours (Cost Management User Guide, read 2026-11). */
export const BILL_LAG_MS = DAY_MS;

/** Days of spending that a forecast rests on. */
export const RECENT_DAYS = 30;

/** Whether everything that ended at a moment was on the bill when it was read. */
export const isBilledBy = (bill: Bill, endedAtMs: EpochMs): boolean => bill.readAtMs - endedAtMs >= BILL_LAG_MS;

export type UsageKind = 'training' | 'storage' | 'hosting' | 'tokens' | 'other';

const KINDS: readonly (readonly [RegExp, UsageKind])[] = [
  [/Customization-Training|RFT-Training/i, 'training'],
  [/Customization-Storage/i, 'storage'],
  [/ProvisionedThroughput|ModelUnits|Host:|CustomModelImport/i, 'hosting'],
  [/tokens?(?:-|$)/i, 'tokens'],
];

/** What a usage type pays for, by AWS's names (AWS Price List, AmazonBedrock and AmazonSageMaker, as quoted 2026-08). */
export function usageKind(usageType: string): UsageKind {
  return KINDS.find(([pattern]) => pattern.test(usageType))?.[1] ?? 'other';
}

/** "0.0012340000" as AWS prints dollars, rounded to the millionth; undefined when it is no amount. */
export function parseAwsAmount(text: string | undefined): MicroUsd | undefined {
  const dollars = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  const micro = Math.round(dollars * 1_000_000);
  return Number.isSafeInteger(micro) ? microUsd(micro) : undefined;
}

/** The launch that a group of the tag `rung:launch` names: "rung:launch$lch_…". */
export function launchOfTagGroup(key: string): LaunchId | undefined {
  return parseLaunchId(key.slice(key.indexOf('$') + 1));
}

/** The evaluation that a group of the tag `rung:evaluation` names. */
export function evaluationOfTagGroup(key: string): EvaluationId | undefined {
  return parseEvaluationId(key.slice(key.indexOf('$') + 1));
}
