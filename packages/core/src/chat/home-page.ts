import type { SpendingSwitch } from '../cost/spending-switch.ts';
import type { StandingLease } from '../hosting/lease/lease.ts';
import type { LaunchGroups } from '../launch/launch-groups.ts';

/** What the Home tab says to one person. */
export type HomePage =
  | {
      readonly kind: 'member';
      readonly launches: LaunchGroups;
      /** What Rung hosts now, the next to end first. */
      readonly leases: readonly StandingLease[];
      readonly spending: SpendingSwitch;
    }
  /** What the company trains and pays is not for guests and people of other workspaces. */
  | { readonly kind: 'not-shown'; readonly because: string };
