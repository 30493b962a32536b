import type { Card } from '../chat/card.ts';
import type { MessageRef } from '../chat/person.ts';
import type { LaunchId } from '../ids.ts';
import { type EpochMs, MINUTE_MS } from '../time.ts';
import { isSettled, type Launch, type Settled } from './launch.ts';

/**
 * What people have been shown of one launch, kept apart from the launch so that telling never races with deciding. What should be shown
 * is the launch's record itself; only the newest is ever shown.
 */
export interface Telling {
  readonly launchId: LaunchId;
  readonly openedAtMs: EpochMs;
  /** Where the card stands; its `ts` is empty until it does. */
  readonly card: MessageRef;
  /** The channel that could not be written to any more, when the card stands elsewhere. */
  readonly movedFrom: string | undefined;
  /** Newest version of the record that somebody asked to show. */
  readonly wanted: number;
  /** Version that the card shows; 0 before the first. */
  readonly shown: number;
  /** What was said in the thread, by name. */
  readonly said: readonly string[];
  /** Until when somebody is at it; whoever comes meanwhile only raises `wanted`. */
  readonly busyUntilMs: EpochMs;
  /** Since when something is owed and could not be told; undefined when nothing is. */
  readonly owedSinceMs: EpochMs | undefined;
  /** The launch is over and everything was told. */
  readonly isClosed: boolean;
  readonly version: number;
}

/** Longer than Slack's client takes for one call with its retries. */
const TELLING_MS = MINUTE_MS;
/** Longer than one call to a local Slack takes on a busy machine, by the machine's own time. */
const LOCAL_CALL_MS = 4000;

/** Until when who begins to tell now has the telling; a clock that runs fast must not take it from one who is still at it. */
export const busyUntilMs = (nowMs: EpochMs, speed = 1): EpochMs => nowMs + Math.max(TELLING_MS, LOCAL_CALL_MS * speed);

/** One thing said in the thread, once. */
export interface Note {
  readonly name: string;
  readonly card: Card;
}

export function newTelling(launch: { id: LaunchId; channel: string; nowMs: EpochMs }): Telling {
  return {
    launchId: launch.id,
    openedAtMs: launch.nowMs,
    card: { channel: launch.channel, ts: '' },
    movedFrom: undefined,
    ...{ wanted: 0, shown: 0, said: [], busyUntilMs: 0, owedSinceMs: undefined, isClosed: false, version: 1 },
  };
}

/** What belongs in the thread of a launch as it stands, in order; each is said once. */
export function notesOf(launch: Launch): Note[] {
  const notes: Note[] = [];
  if ('warnings' in launch && launch.state !== 'checked' && launch.warnings.length > 0)
    notes.push({ name: 'preflight', card: { kind: 'findings', findings: launch.warnings } });
  if ('approval' in launch) notes.push({ name: 'approval', card: { kind: 'launch-approved', launch } });
  if (launch.state === 'training' && launch.progress === 'stalled')
    notes.push({ name: 'stalled', card: { kind: 'launch-stalled', launch } });
  return isSettled(launch) ? [...notes, ...lastNotes(launch)] : notes;
}

/** An edited card notifies nobody: the end is said once more, to the one who asked. */
function lastNotes(launch: Settled): Note[] {
  const ended: Note = { name: `ended:${launch.state}`, card: { kind: 'launch-ended', launch } };
  if (launch.state === 'done') return [{ name: 'losses', card: { kind: 'loss-curve', launch } }, ended];
  if (launch.state === 'refused' && launch.reason.kind === 'findings' && launch.reason.findings.length > 1)
    return [{ name: 'preflight', card: { kind: 'findings', findings: launch.reason.findings } }, ended];
  return [ended];
}

/** What a launch still owes its thread. */
export function unsaid(telling: Telling, launch: Launch): Note[] {
  const moved: Note[] = telling.movedFrom
    ? [{ name: `moved:${telling.movedFrom}`, card: { kind: 'launch-moved', from: telling.movedFrom } }]
    : [];
  return [...moved, ...notesOf(launch)].filter((note) => !telling.said.includes(note.name));
}

export function isTold(telling: Telling, launch: Launch): boolean {
  return telling.shown >= launch.version && unsaid(telling, launch).length === 0;
}

/** Nothing of it will change any more. An unknown launch may still be found. */
export function isOver(launch: Launch): boolean {
  return isSettled(launch) && launch.state !== 'unknown';
}

/**
 * The telling begun anew where it can be read, when its place is gone: with the one who asked, and when that fails too, in the owner's
 * channel. Undefined when there is nowhere left.
 */
export function elsewhere(
  telling: Telling,
  who: { readonly requester: string; readonly owner: string },
): Telling | undefined {
  if (telling.card.channel === who.owner && telling.movedFrom !== undefined) return undefined;
  const channel = telling.movedFrom === undefined ? who.requester : who.owner;
  return {
    ...telling,
    card: { channel, ts: '' },
    movedFrom: telling.movedFrom ?? telling.card.channel,
    shown: 0,
    said: [],
  };
}
