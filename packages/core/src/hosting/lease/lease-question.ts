import type { EndedLease, HeldLease, LeaseQuestion } from './lease.ts';

/** How a question about the end of a lease stands: to be answered, put aside while a stop can be called off, answered, or asked anew. */
export type QuestionNow = 'open' | 'put-aside' | 'answered' | 'asked-again';

export function questionNow(lease: HeldLease | EndedLease, { endsAtMs, message }: LeaseQuestion): QuestionNow {
  if (lease.state === 'ended') return 'answered';
  if (lease.endsAtMs !== endsAtMs) return 'answered';
  if (lease.questions?.at(-1)?.message.ts !== message.ts) return 'asked-again';
  return lease.state === 'standing' ? 'open' : 'put-aside';
}

/** Those that have to be shown anew when the lease moves on: all but the last are settled with it. */
export function unsettled(lease: HeldLease | EndedLease): LeaseQuestion[] {
  const waits: readonly QuestionNow[] = ['open', 'put-aside'];
  return (lease.questions ?? []).filter((question) => waits.includes(questionNow(lease, question)));
}
