import { print } from '../../faults/print.ts';
import { FAULT_NAMES, TRAP_NAMES } from './dealt-account.ts';
import type { Outcome } from './desk.ts';
import { missed, wasUnseen, whatWasSaidWrongly, whyWrong } from './truth.ts';

interface Count {
  dealt: number;
  announced: number;
  deleted: number;
  wrong: number;
}

/** Everything that came of many accounts, counted. */
export interface Tally {
  accounts: number;
  readonly traps: Map<string, Count>;
  readonly faults: Map<string, { dealt: number; met: number }>;
  /** What was wrong, with its trap and its fault: deleted, said, or left standing for no reason. */
  readonly wrong: string[];
  readonly said: string[];
  readonly lost: string[];
  /** Idle and ours, and left standing because AWS would not tell. */
  held: number;
  /** Deleted, and asked so shortly before that CloudWatch told it afterwards. */
  unseen: number;
}

export const newTally = (): Tally => ({
  ...{ accounts: 0, wrong: [], said: [], lost: [], held: 0, unseen: 0 },
  traps: new Map(TRAP_NAMES.map((name) => [name, { dealt: 0, announced: 0, deleted: 0, wrong: 0 }])),
  faults: new Map(FAULT_NAMES.map((name) => [name, { dealt: 0, met: 0 }])),
});

export function take(tally: Tally, outcome: Outcome): void {
  const { account, deletions, isFaultMet } = outcome.world;
  const trapOf = (name: string) => account.traps.get(name) ?? '';
  const where = (name: string) => `${trapOf(name)}, ${account.fault.name} from ${account.fault.since}`;
  const add = (name: string, key: keyof Count) => {
    const count = tally.traps.get(trapOf(name));
    if (count) count[key] += 1;
  };
  tally.accounts += 1;
  for (const name of account.traps.keys()) add(name, 'dealt');
  for (const { name } of outcome.spells) add(name, 'announced');
  for (const deletion of deletions) {
    const { name = '' } = deletion.standing ?? {};
    const wrong = whyWrong(deletion, outcome);
    add(name, wrong.length > 0 ? 'wrong' : 'deleted');
    if (wrong.length > 0) tally.wrong.push(`${where(name)}: ${wrong.join(', ')}`);
    if (wasUnseen(deletion)) tally.unseen += 1;
  }
  const fault = tally.faults.get(account.fault.name);
  if (fault) fault.dealt += 1;
  if (fault && isFaultMet) fault.met += 1;
  tally.said.push(...whatWasSaidWrongly(outcome).map(({ name = '', what }) => `${where(name)}: ${what}`));
  const { held, lost } = missed(outcome);
  tally.held += held;
  tally.lost.push(...lost.map(({ name }) => where(name)));
}

/** `left` says what it is of what is idle and ours that nobody ended although AWS told all. */
export function show({ accounts, traps, faults, held, lost, unseen }: Tally, left: string): void {
  print('what a hosting is: dealt · announced · rightly deleted · wrongly deleted');
  for (const [name, { dealt, announced, deleted, wrong }] of traps)
    print(`  ${name}: ${dealt} · ${announced} · ${deleted} · ${wrong}`);
  print('what fails in an account: dealt · met');
  for (const [name, { dealt, met }] of faults) print(`  ${name}: ${dealt} · ${met}`);
  const sum = (key: keyof Count) => [...traps.values()].reduce((total, one) => total + one[key], 0);
  print(`${sum('dealt')} hostings in ${accounts} accounts`, {
    'rightly deleted': sum('deleted'),
    'wrongly deleted': sum('wrong'),
    'idle and left because AWS would not tell': held,
    [left]: lost.length,
    'asked before the deletion and counted by CloudWatch after it': unseen,
  });
}
