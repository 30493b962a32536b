import fs from 'node:fs';
import type { JsonObject } from './json.ts';

/** One event as GetExecutionHistory answers it. `timestamp` is epoch seconds. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly [details: `${string}EventDetails`]: JsonObject;
}

export interface HistoryLog {
  append(event: HistoryEvent): void;
  events(): readonly HistoryEvent[];
}

/**
 * Opens a history of which the execution's record knows `count` events. What a crash left behind them is cut off: the record is what
 * the execution goes on from, and it writes those events again.
 */
export function openHistory(count: number, file?: string): HistoryLog {
  let events: HistoryEvent[] | undefined;
  const load = (): HistoryEvent[] => {
    if (!file || !fs.existsSync(file)) return [];
    const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, count);
    fs.writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as HistoryEvent);
  };
  const loaded = (): HistoryEvent[] => {
    events ??= load();
    return events;
  };
  return {
    events: loaded,
    append(event) {
      loaded().push(event);
      if (file) fs.appendFileSync(file, `${JSON.stringify(event)}\n`);
    },
  };
}

const SHARED_DETAILS = /State(Entered|Exited)$/;

/** The member that holds an event's details: states share theirs, every other type has its own. */
export function detailsMember(type: string): `${string}EventDetails` {
  const shared = SHARED_DETAILS.exec(type)?.[1];
  return `${shared ? `state${shared}` : type.charAt(0).toLowerCase() + type.slice(1)}EventDetails`;
}

const DATA = ['input', 'inputDetails', 'output', 'outputDetails'];

/** The event as it is told when the caller did not ask for the data of the execution. */
export function withoutData(event: HistoryEvent): HistoryEvent {
  const member = detailsMember(event.type);
  const details = event[member];
  if (!details) return event;
  const kept = Object.entries(details).filter(([name]) => !DATA.includes(name));
  // A member that the API's model requires: it stays, with nothing in it.
  const emptied = kept.map(([name, value]) => [name, name === 'parameters' ? '' : value]);
  return { ...event, [member]: Object.fromEntries(emptied) };
}
