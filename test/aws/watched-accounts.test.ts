import { hostingList } from '@rung/slack/view/hosting-list.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { print } from '../faults/print.ts';
import { type Account, dealtAccount, FAULT_NAMES, TRAP_NAMES } from './accounts/dealt-account.ts';
import { type Ender, type Outcome, openDesk, type Way } from './accounts/desk.ts';
import { PLANTED } from './accounts/planted-bugs.ts';
import { newTally, show, type Tally, take } from './accounts/tally.ts';

const ACCOUNTS = fc.sample(dealtAccount, { numRuns: 10_000, seed: 23 });
const ON_THE_WIRE = 60;
const BY_POLICY = 2000;
/** Enough of each trap that a bug in what it is about shows. */
const MOST_WITH_A_BUG = 80;

async function tallyOf(accounts: readonly Account[], desk: ReturnType<typeof openDesk> = openDesk()): Promise<Tally> {
  const tally = newTally();
  for (const account of accounts) take(tally, await desk(account));
  return tally;
}

const deskWith = (bug: string, ender: Ender = 'person') => openDesk({ bug: PLANTED[bug] ?? {}, ender });

const withTrapOrFault = (name: string) =>
  ACCOUNTS.filter(({ traps, fault }) => fault.name === name || [...traps.values()].some((trap) => trap === name));

describe('ten thousand generated accounts', () => {
  it('lose nothing that is used, bound, young, made anew or somebody else’s, and what is idle and ours goes', {
    timeout: 300_000,
  }, async () => {
    const tally = await tallyOf(ACCOUNTS);

    show(tally, 'idle and missed');
    expect(tally.wrong).toEqual([]);
    expect(tally.said).toEqual([]);
    expect(tally.lost).toEqual([]);
    expect([...tally.traps.values()].reduce((sum, { deleted }) => sum + deleted, 0)).toBeGreaterThan(4000);
    for (const [name, { dealt }] of tally.traps) expect([name, dealt > 500]).toEqual([name, true]);
    for (const [name, { met }] of tally.faults) expect([name, name === 'none' || met > 0]).toEqual([name, true]);
  });

  it('lose as little where nobody presses anything and the policy stops what idles', { timeout: 300_000 }, async () => {
    const tally = await tallyOf(ACCOUNTS.slice(0, BY_POLICY), openDesk({ ender: 'policy' }));

    print('by policy:');
    show(tally, 'idle and left: never asked, or one of several that are due at once');
    expect([...tally.wrong, ...tally.said]).toEqual([]);
    expect([...tally.traps.values()].reduce((sum, { deleted }) => sum + deleted, 0)).toBeGreaterThan(100);
  });

  it('end alike when every request and answer goes over the wire, checked against AWS’s models', async () => {
    const ends = async (way: Way) => {
      const desk = openDesk({ way });
      const outcomes: Outcome[] = [];
      for (const account of ACCOUNTS.slice(0, ON_THE_WIRE)) outcomes.push(await desk(account));
      return outcomes.map(({ spells, world: { deletions } }) => ({ spells, deletions }));
    };

    expect(await ends('on the wire')).toEqual(await ends('short cut'));
  });
});

describe('what AWS will not tell', () => {
  it.each([
    ['a list is denied', /Not seen: .+\. AWS answered AccessDeniedException\./],
    ['a page fails in the middle of a list', /Not seen: .+\. AWS answered InternalServerException\./],
    ['GetMetricData is denied', /traffic not known \(AccessDeniedException\)/],
    ['a series is answered in part', /traffic not known \(CloudWatch answered InternalError\.\)/],
    ['a series is left out', /traffic not known \(CloudWatch left it out of its answer\.\)/],
  ])('is said in the list of what stands: %s', async (name, words) => {
    const desk = openDesk();
    const lists: string[] = [];

    for (const account of withTrapOrFault(name)) {
      const { list, isFaultListed } = await desk(account);
      // What ListMetrics names as active is in use, whatever else fails.
      const isAllInUse = list?.looks.every(({ state }) => state.kind === 'busy');
      if (list && isFaultListed && (list.unread.length > 0 || !isAllInUse))
        lists.push(JSON.stringify(hostingList(list)));
    }

    expect(lists.length).toBeGreaterThan(5);
    for (const text of lists) expect(text).toMatch(words);
  });
});

describe('the accounts find a bug', () => {
  const pairs = Object.entries(PLANTED).flatMap(([name, { foundBy }]) => foundBy.map((by) => [name, by] as const));

  it.each(pairs)('“%s” by the trap “%s”', async (name, by) => {
    const { wrong, said, lost } = await tallyOf(withTrapOrFault(by).slice(0, MOST_WITH_A_BUG), deskWith(name));
    const found = [...wrong, ...said, ...lost].filter((line) => line.includes(by));

    print(`planted: ${name} → ${found.length} by ${by}: ${found[0] ?? 'NOT FOUND'}`);
    expect(found).not.toEqual([]);
  });

  it.each([
    ['a term is not looked at', 'a term begins in the minute'],
    ['metrics that fail pass for silence', 'a series is left out'],
    ['what was made again passes for the old one', 'made again under its name in the minute'],
  ])('“%s” where the policy stops, by the trap “%s”', async (name, by) => {
    const { wrong, said } = await tallyOf(withTrapOrFault(by), deskWith(name, 'policy'));

    expect([...wrong, ...said].filter((line) => line.includes(by))).not.toEqual([]);
  });

  it('whatever trap or fault there is', () => {
    const finding = new Set<string>(Object.values(PLANTED).flatMap(({ foundBy }) => foundBy));

    expect([...TRAP_NAMES, ...FAULT_NAMES].filter((name) => !finding.has(name))).toEqual([]);
  });
});
