import { type EpochMs, MINUTE_MS } from '../time.ts';

/** Something that is told once, whoever sees it and however often: claimed before it is told, so that of two who see it one tells. */
export interface Notice {
  readonly key: string;
  /** When somebody last set out to tell it. */
  readonly claimedAtMs: EpochMs;
  readonly isTold: boolean;
  readonly version: number;
}

/** Notices that were set out for. Every write is conditional on the version before it. */
export interface Notices {
  /** The notice as it stands where somebody was first. */
  open(notice: Notice): Promise<'created' | Notice>;
  move(to: Notice): Promise<'moved' | 'lost'>;
}

/** A message takes seconds: whoever claimed it longer ago was cut off, or Slack was out. */
const CLAIM_MS = 10 * MINUTE_MS;

/** Whether it was never told and nobody is at it any more. */
export function isForsaken({ isTold, claimedAtMs }: Notice, nowMs: EpochMs): boolean {
  return !isTold && nowMs - claimedAtMs > CLAIM_MS;
}
