import type { EpochMs } from '../time.ts';
import type { Hosting, Traffic } from './hosting.ts';
import type { KeptInventory } from './kept.ts';
import type { HostingRecord, Tags } from './ownership.ts';
import type { Spell } from './spell.ts';

/** What AWS lists, and the kinds that it would not list now: their hostings are not gone, they are out of sight. */
export interface Inventory {
  readonly hostings: readonly Hosting[];
  readonly unread: readonly { readonly kinds: readonly Hosting['kind'][]; readonly why: string }[];
}

/** Things that cost while they stand. */
export interface Hostings {
  inventory(): Promise<Inventory>;
  /** What costs while it is kept and has no traffic of its own. */
  kept(): Promise<KeptInventory>;
  /** One hosting as AWS has it now. */
  find(hosting: Pick<Hosting, 'kind' | 'arn' | 'name'>): Promise<Hosting | 'gone' | 'unread'>;
  /**
   * Traffic since `sinceMs`, by ARN; every hosting asked for has an answer. `cheaply` asks first what was active of late, and looks closely
   * at the rest only; `closely` at every one.
   */
  traffic(
    hostings: readonly Hosting[],
    look: { sinceMs: EpochMs; how: 'cheaply' | 'closely' },
  ): Promise<ReadonlyMap<string, Traffic>>;
  tags(hosting: Hosting): Promise<Tags>;
  delete(hosting: Hosting): Promise<'deleted' | 'gone' | { readonly refused: string }>;
}

/** Rung's own records of hostings, by what AWS cannot give twice: ARN and creation time. */
export interface HostingRecords {
  find(hosting: { arn: string; createdAtMs: EpochMs }): Promise<HostingRecord | undefined>;
  /** Written once; `exists` when there is one already. */
  add(record: HostingRecord): Promise<'added' | 'exists'>;
}

export interface SpellStore {
  /** Made once per stretch; `exists` hands back the one that stands. */
  open(spell: Spell): Promise<Spell | 'created'>;
  find(id: string): Promise<Spell | undefined>;
  move(to: Spell): Promise<'moved' | 'lost'>;
  /** Stretches that are not resolved, as far as a list can know: each is read again before anything is done to it. */
  unresolved(): Promise<readonly Spell[]>;
  /** Those that are, the youngest stretch first. */
  resolved(limit: number): Promise<readonly Spell[]>;
}

/** The workflow that waits out the minute in which a confirmed deletion can be cancelled. */
export interface StopFlow {
  /** Starts it for this version of the stretch; starting it again is harmless. */
  start(stop: { spell: Spell; dueMs: EpochMs }): Promise<void>;
}
