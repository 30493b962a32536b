import type { Grant } from './grant.ts';

const KEEPS_DEAD_LETTERS: Grant = {
  why: 'keeps what it could not hand over',
  actions: ['sqs:SendMessage'],
  on: ['dead letters'],
};

/** What the schedules may do: start their own function and nothing else. */
export const SCHEDULE_PERMISSIONS = {
  'reconcile-schedule': [
    { why: 'starts the reconciler every five minutes', actions: ['lambda:InvokeFunction'], on: ['reconcile'] },
    KEEPS_DEAD_LETTERS,
  ],
  'bill-schedule': [
    { why: 'reads the bill once a day', actions: ['lambda:InvokeFunction'], on: ['bill'] },
    KEEPS_DEAD_LETTERS,
  ],
  'watch-schedule': [
    { why: 'starts the watch every hour', actions: ['lambda:InvokeFunction'], on: ['watch'] },
    KEEPS_DEAD_LETTERS,
  ],
} as const satisfies Readonly<Record<string, readonly Grant[]>>;
