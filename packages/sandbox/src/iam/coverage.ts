/** What the sandbox's IAM answers; everything else is a 501. */
export const DONE = ['GetRole'] as const;

/** What operations that are done leave out. */
export const LEFT_OUT: readonly string[] = [
  'GetRole: paths, tags, boundaries and when a role was last used; what a role permits is looked at by nobody here',
];
