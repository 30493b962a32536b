import type { MessageRef } from '@rung/core/chat/person.ts';
import { PlaceGone } from '@rung/core/errors.ts';
import type { LaunchId } from '@rung/core/ids.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Launch } from '@rung/core/launch/launch.ts';
import {
  busyUntilMs,
  elsewhere,
  isOver,
  isTold,
  type Note,
  newTelling,
  type Telling,
  unsaid,
} from '@rung/core/launch/telling.ts';
import type { Deps } from './deps.ts';
import { moveLaunch } from './move-launch.ts';

export type TellNeeds = Pick<Deps, 'clock' | 'launches' | 'messenger' | 'settings' | 'tellings'>;

/** What became of one try to show something. */
type Sent<T> = { readonly kind: 'sent'; readonly value: T } | { readonly kind: 'gone' } | { readonly kind: 'unsent' };

/**
 * "Show me where my launch stands": brings its one card and its thread to what the record says. Never fails over Slack: what could not be
 * told stays owed, and the reconciler tells it. One teller is at it at a time; whoever comes meanwhile leaves word and goes.
 */
export async function tellLaunch(deps: TellNeeds, launch: { readonly id: LaunchId }): Promise<void> {
  const claimed = await claim(deps, launch.id);
  if (claimed) await tellUntilTold(deps, claimed);
}

/** Takes the telling, or leaves word with the one who has it. */
async function claim(deps: TellNeeds, id: LaunchId): Promise<Telling | undefined> {
  const [launch, found] = [await deps.launches.find(id), await deps.tellings.find(id)];
  if (!launch) return undefined;
  if (!found) {
    const { channel } = launch.card;
    await deps.tellings.open(newTelling({ id, channel, nowMs: deps.clock.nowMs() }));
    return claim(deps, id);
  }
  if (isTold(found, launch) && found.isClosed === isOver(launch)) return undefined;
  const nowMs = deps.clock.nowMs();
  const isTaken = nowMs < found.busyUntilMs;
  const next: Telling = {
    ...found,
    wanted: Math.max(found.wanted, launch.version),
    isClosed: false,
    owedSinceMs: found.owedSinceMs ?? nowMs,
    busyUntilMs: isTaken ? found.busyUntilMs : busyUntilMs(nowMs, deps.clock.speed?.()),
    version: found.version + 1,
  };
  if ((await deps.tellings.save(next)) === 'lost') return claim(deps, id);
  return isTaken ? undefined : next;
}

async function tellUntilTold(deps: TellNeeds, claimed: Telling): Promise<void> {
  let telling: Telling | undefined = claimed;
  while (telling) {
    const launch = await deps.launches.find(telling.launchId);
    if (!launch) return;
    const step = await tellNext(deps, { telling, launch });
    telling = step.goesOn ? await keep(deps, step.telling) : await letGo(deps, step.telling, launch);
  }
}

interface Step {
  readonly telling: Telling;
  /** False when everything is told, or nothing can be told now. */
  readonly goesOn: boolean;
}

/** Shows the card, or says the next thing that the thread is owed: one message at a time, each noted before the next. */
async function tellNext(deps: TellNeeds, at: { telling: Telling; launch: Launch }): Promise<Step> {
  const { telling, launch } = at;
  const [note] = unsaid(telling, launch);
  if (telling.shown < launch.version) return afterSending(deps, at, await sendCard(deps, at));
  if (launch.card.ts !== telling.card.ts) return { telling: await rememberCard(deps, at), goesOn: true };
  if (note) return afterSending(deps, { ...at, note: note.name }, await sendNote(deps, telling, note));
  return { telling, goesOn: false };
}

function afterSending(
  deps: TellNeeds,
  at: { telling: Telling; launch: Launch; note?: string },
  sent: Sent<MessageRef>,
): Step {
  const { telling, launch, note } = at;
  if (sent.kind === 'gone') {
    const moved = elsewhere(telling, { requester: launch.requester, owner: deps.settings.watchChannel });
    return { telling: moved ?? telling, goesOn: moved !== undefined };
  }
  // A thread whose root was deleted takes no answer: the card is looked after first, the next time.
  if (sent.kind === 'unsent') return { telling: { ...telling, shown: 0 }, goesOn: false };
  if (note !== undefined) return { telling: { ...telling, said: [...telling.said, note] }, goesOn: true };
  return { telling: { ...telling, card: sent.value, shown: launch.version }, goesOn: true };
}

function sendCard(
  deps: TellNeeds,
  { telling, launch }: { telling: Telling; launch: Launch },
): Promise<Sent<MessageRef>> {
  const { approvers } = policyIn(launch.card.channel, deps.settings.approval);
  const card = { kind: 'launch', launch, approvers } as const;
  return attempt(() =>
    telling.card.ts === ''
      ? deps.messenger.post({ channel: telling.card.channel }, card)
      : deps.messenger.edit(telling.card, card),
  );
}

const sendNote = (deps: TellNeeds, { card }: Telling, note: Note): Promise<Sent<MessageRef>> =>
  attempt(() => deps.messenger.post({ channel: card.channel, threadTs: card.ts }, note.card));

/** Slack's failures end here: they are no reason to end a launch. */
function attempt<T>(send: () => Promise<T>): Promise<Sent<T>> {
  return send().then(
    (value): Sent<T> => ({ kind: 'sent', value }),
    (error: unknown): Sent<T> => ({ kind: error instanceof PlaceGone ? 'gone' : 'unsent' }),
  );
}

/** The record names its card too, for whoever writes into its thread. That is a version of its own, which looks the same. */
async function rememberCard(deps: TellNeeds, at: { telling: Telling; launch: Launch }): Promise<Telling> {
  const { telling, launch } = at;
  const to = (from: Launch): Launch => ({ ...from, card: telling.card, version: from.version + 1 });
  const moved = await moveLaunch(deps, launch, { to });
  return typeof moved === 'string' || moved.version !== launch.version + 1
    ? telling
    : { ...telling, shown: moved.version };
}

/** Notes what was told and goes on; undefined when somebody else has taken over. */
async function keep(deps: TellNeeds, telling: Telling): Promise<Telling | undefined> {
  const next = {
    ...telling,
    busyUntilMs: busyUntilMs(deps.clock.nowMs(), deps.clock.speed?.()),
    version: telling.version + 1,
  };
  if ((await deps.tellings.save(next)) === 'saved') return next;
  return mergeWord(deps, telling);
}

/** Gives the telling back; goes on instead when word of something newer was left meanwhile. */
async function letGo(deps: TellNeeds, telling: Telling, launch: Launch): Promise<Telling | undefined> {
  const told = isTold(telling, launch);
  const next = {
    ...telling,
    busyUntilMs: 0,
    isClosed: told && isOver(launch),
    owedSinceMs: told ? undefined : telling.owedSinceMs,
    version: telling.version + 1,
  };
  if ((await deps.tellings.save(next)) === 'saved') return undefined;
  return mergeWord(deps, telling);
}

/** A save that lost: to somebody who left word, and then the telling is still ours; or to somebody who took it over while we were slow. */
async function mergeWord(deps: TellNeeds, mine: Telling): Promise<Telling | undefined> {
  const now = await deps.tellings.find(mine.launchId);
  if (!now) return undefined;
  if (now.busyUntilMs === mine.busyUntilMs)
    return keep(deps, { ...mine, wanted: now.wanted, owedSinceMs: now.owedSinceMs, version: now.version });
  // What we sent may stand over what the other one showed, so the newest is shown once more.
  const again = { ...now, shown: 0, isClosed: false, version: now.version + 1 };
  return (await deps.tellings.save(again)) === 'saved' ? claim(deps, mine.launchId) : mergeWord(deps, mine);
}
