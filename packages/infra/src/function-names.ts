/** The functions that are deployed: each is the file of its name in `functions/` and one bundle. */
export const FUNCTION_NAMES = [
  'slack',
  'desk',
  'launch-step',
  'judge-step',
  'evaluate-step',
  'host-step',
  'watch',
  'bill',
  'stop',
  'reconcile',
  'undelivered',
] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];
