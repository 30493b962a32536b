import type { LaunchId } from '../ids.ts';
import type { Telling } from './telling.ts';

/** What people are still owed of each launch. Every write is conditional on the version before it. */
export interface Tellings {
  /** Opened before the launch is recorded, so that none can be forgotten; opening it again changes nothing. */
  open(telling: Telling): Promise<void>;
  find(id: LaunchId): Promise<Telling | undefined>;
  save(to: Telling): Promise<'saved' | 'lost'>;
  /** Those that are not closed, oldest first; eventually consistent. */
  pending(limit: number): Promise<Telling[]>;
}

/** Looks at the workflow of a launch, for whoever doubts that it is still there. */
export interface FlowLook {
  look(id: LaunchId): Promise<'running' | 'ended' | 'none'>;
}
