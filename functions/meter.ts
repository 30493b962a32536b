import type { Card } from '@rung/core/chat/card.ts';
import type { LaunchStore, Messenger } from '@rung/core/ports.ts';
import { type Log, logsAbout, type Metric } from './log.ts';

const MICRO = 1_000_000;

/** Launches counted where they are written: a move that another one won counts for the other. */
export function meteredLaunches(store: LaunchStore, log: Log): LaunchStore {
  return {
    ...store,
    create: (launch) =>
      logsAbout(launch.id, async () => {
        const result = await store.create(launch);
        if (result === 'created') log.count('LaunchesRequested', 1);
        return result;
      }),
    move: (to, budget) =>
      logsAbout(to.id, async () => {
        const result = await store.move(to, budget);
        const metric = ENDS[to.state];
        // What AWS's bill adds to a launch that is over is no second end of it.
        if (result === 'moved' && metric && !('billed' in to && to.billed)) log.count(metric, 1);
        return result;
      }),
  };
}

const ENDS: Readonly<Record<string, Metric>> = {
  done: 'LaunchesDone',
  made: 'LaunchesDone',
  refused: 'LaunchesRefused',
  failed: 'LaunchesFailed',
  unknown: 'LaunchesUnknown',
};

/** Idle dollars counted where a person is told of them. A price that nobody knows counts as nothing, and the card says so. */
export function meteredMessenger(messenger: Messenger, log: Log): Messenger {
  return {
    ...messenger,
    async post(place, card) {
      const message = await messenger.post(place, card);
      await countIdle(log, 'IdleFoundUsdPerHour', card);
      return message;
    },
    async edit(message, card) {
      const shown = await messenger.edit(message, card);
      if (card.kind === 'hosting' && card.spell.outcome.kind === 'deleted')
        await countIdle(log, 'IdleStoppedUsdPerHour', card);
      return shown;
    },
  };
}

async function countIdle(log: Log, metric: Metric, card: Card): Promise<void> {
  if (card.kind !== 'hosting' || !card.look) return;
  const { burnPerHour } = await import('@rung/core/hosting/burn.ts');
  const amount = burnPerHour(card.look);
  if (amount !== undefined) log.count(metric, amount / MICRO);
}
