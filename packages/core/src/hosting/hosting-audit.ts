import type { EpochMs } from '../time.ts';
import type { HostingRecord } from './ownership.ts';
import type { Spell, Stopper } from './spell.ts';

/** One act on something that costs while it stands: who did what, and when. No text of a person is in it. */
export interface HostingAuditLine {
  readonly atMs: EpochMs;
  /** Undefined where the team's policy acted, or Rung found that nothing was to be done. */
  readonly by: string | undefined;
  readonly act: 'snoozed' | 'stop confirmed' | 'deleted' | 'kept' | 'adopted' | 'made';
  readonly hosting: string;
  readonly name: string | undefined;
  /** Why it was kept, by name. */
  readonly outcome: string | undefined;
}

/** The line for what a stretch has come to; undefined for what nobody did. */
export function hostingAuditOf({ arn, name, outcome, hindrance }: Spell): HostingAuditLine | undefined {
  const about = { hosting: arn, name, outcome: undefined };
  switch (outcome.kind) {
    case 'open':
    // The claim of a deletion that was confirmed before; the deletion itself has its line.
    case 'deleting':
      return undefined;
    case 'snoozed':
      return { ...about, atMs: outcome.atMs, by: outcome.by, act: 'snoozed' };
    case 'stopping':
      // What policy tries again at every look is nobody's act.
      if (outcome.by.kind === 'policy' && hindrance) return undefined;
      return { ...about, atMs: outcome.atMs, by: idOf(outcome.by), act: 'stop confirmed' };
    case 'deleted':
      return { ...about, atMs: outcome.atMs, by: idOf(outcome.by), act: 'deleted' };
    case 'kept': {
      const { because, atMs } = outcome;
      return {
        ...about,
        atMs,
        by: because.kind === 'person' ? because.by : undefined,
        act: 'kept',
        outcome: because.kind,
      };
    }
    default:
      return outcome satisfies never;
  }
}

/** The line for a hosting that Rung made or that somebody gave into its hands. */
export function recordAuditOf({ kind, arn, by, atMs }: HostingRecord): HostingAuditLine {
  return { atMs, by, act: kind, hosting: arn, name: undefined, outcome: undefined };
}

const idOf = (by: Stopper) => (by.kind === 'person' ? by.id : undefined);
