import { loadModel } from '../models/service-model.ts';

/** Operations that AWS has and the sandbox answers with 501. */
export const NOT_DONE: Readonly<Record<'ce' | 'billing', readonly string[]>> = {
  ce: loadModel('ce').otherOperations,
  billing: loadModel('billing').otherOperations,
};

/** What operations that are done leave out, and where they differ. */
export const LEFT_OUT: readonly string[] = [
  'GetCostAndUsage: hours, categories, product attributes, dimensions other than SERVICE, USAGE_TYPE and RECORD_TYPE, metrics other than UnblendedCost and UsageQuantity',
  'GetCostAndUsage: everything is usage: no credits, refunds, taxes or support; every tag is an active cost allocation tag',
  'GetCostAndUsage: an hour is on the bill exactly 24 hours later; AWS says at least once in 24 hours',
  'GetCostAndUsage: training, stored models, tokens and Provisioned Throughput of Bedrock; SageMaker, imported models, S3 and everything else cost nothing here',
  'GetCostAndUsage: rates are the sandbox’s own, some of them invented',
  'GetCredits: amounts follow the bill and not the invoice; exhaustDate is set once nothing is left, AWS does not document what it means before',
];
