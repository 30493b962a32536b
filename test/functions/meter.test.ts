import type { Launch } from '@rung/core/launch/launch.ts';
import type { LaunchStore } from '@rung/core/ports.ts';
import { describe, expect, it } from 'vitest';
import type { Log } from '../../functions/log.ts';
import { meteredLaunches } from '../../functions/meter.ts';
import { everyLaunch, QUIET } from '../slack/view/sample-cards.ts';

const launches = everyLaunch(QUIET).map(([, launch]) => launch);

/** What is counted when a launch comes to a state that the store takes, or does not. */
async function countedBy(to: Launch, answer: 'moved' | 'lost'): Promise<string[]> {
  const counted: string[] = [];
  const log: Log = { info: () => undefined, error: () => undefined, count: (metric) => void counted.push(metric) };
  const store: LaunchStore = {
    create: async () => 'created',
    find: async () => undefined,
    move: async () => answer,
    committed: () => Promise.reject(new Error('not asked')),
    recent: async () => [],
  };
  await meteredLaunches(store, log).move(to);
  return counted;
}

describe('the figures of launches', () => {
  it('count each end once, under the name of what became of it', async () => {
    const names = new Map<string, Set<string>>();
    for (const launch of launches.filter((one) => !('billed' in one && one.billed)))
      names.set(launch.state, new Set([...(names.get(launch.state) ?? []), ...(await countedBy(launch, 'moved'))]));

    const counted = Object.fromEntries([...names].map(([state, metrics]) => [state, [...metrics]]));
    expect(counted).toMatchObject({
      done: ['LaunchesDone'],
      made: ['LaunchesDone'],
      refused: ['LaunchesRefused'],
      failed: ['LaunchesFailed'],
      unknown: ['LaunchesUnknown'],
    });
    for (const state of ['checked', 'awaitingApproval', 'approved', 'training'])
      expect(counted[state] ?? []).toEqual([]);
  });

  it('count nothing for a move that another one won', async () => {
    for (const launch of launches) expect(await countedBy(launch, 'lost')).toEqual([]);
  });
});
