import { loadModel } from '../models/service-model.ts';

/** Operations that AWS has and the sandbox answers with 501. */
export const NOT_DONE: readonly string[] = loadModel('service-quotas').otherOperations;

/** What operations that are done leave out. */
export const LEFT_OUT: readonly string[] = [
  'GetServiceQuota, ListServiceQuotas: only the quotas of Bedrock in known-quotas.ts are there, and each has an applied value; usage metrics and quotas of single resources are not',
];
