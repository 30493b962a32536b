import { loadModel } from '../models/service-model.ts';

/** Operations that AWS has and the sandbox answers with 501. */
export const NOT_DONE: readonly string[] = loadModel('kms').otherOperations;

/** What operations that are done leave out. */
export const LEFT_OUT: readonly string[] = [
  'DescribeKey: aliases, grants, key policies, key material of one’s own; nothing is encrypted with a key',
];
