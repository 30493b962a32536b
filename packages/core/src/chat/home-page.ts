import type { SpendingSwitch } from '../cost/spending-switch.ts';
import type { HostingLook } from '../hosting/hosting.ts';
import type { StandingLease } from '../hosting/lease/lease.ts';
import type { Spell } from '../hosting/spell.ts';
import type { LaunchGroups } from '../launch/launch-groups.ts';

/** An idle stretch, with what stands there now; undefined where AWS does not show it, or where only its record was read. */
export interface HomeAlert {
  readonly spell: Spell;
  readonly look: HostingLook | undefined;
}

/** What the Home tab says to one person. */
export type HomePage =
  | {
      readonly kind: 'member';
      readonly launches: LaunchGroups;
      /** What Rung hosts now, the next to end first. */
      readonly leases: readonly StandingLease[];
      /** Idle stretches: those that wait for an answer first, then those that are put off, then those that somebody keeps. */
      readonly alerts: readonly HomeAlert[];
      readonly spending: SpendingSwitch;
    }
  /** What the company trains and pays is not for guests and people of other workspaces. */
  | { readonly kind: 'not-shown'; readonly because: string };
