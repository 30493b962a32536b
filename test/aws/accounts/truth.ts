import { MINUTE_MS } from '@rung/core/time.ts';
import { IDLE_POLICY } from '../../core/hosting/build-hostings.ts';
import { CLICK, DUE, HARMLESS, LOOK, NEXT_LOOK } from './dealt-account.ts';
import type { Outcome } from './desk.ts';
import { arnOf, HOME, isEndpoint, OURS, type Standing, termEnd } from './standing.ts';
import type { Deletion } from './world.ts';

/** Clocks that differ, and points of five minutes: what is so close to a limit is nobody's mistake. */
const SLACK_MS = 11 * MINUTE_MS;
const IDLE_MS = IDLE_POLICY.idleAfterMs;

const isTagged = ({ tagged }: Standing, atMs: number) => tagged.fromMs <= atMs && atMs < tagged.toMs;
const isSame = (one: Standing, other: { arn: string; createdAtMs: number }) =>
  arnOf(one) === other.arn && one.createdAtMs === other.createdAtMs;

/** Why a deletion was wrong, by everything that AWS knew when it was asked for it. */
export function whyWrong({ standing, atMs, wasRefused }: Deletion, { spells }: Outcome): string[] {
  if (!standing) return ['nothing stands there'];
  const wrong: string[] = [];
  if (standing.region !== HOME || standing.account !== OURS) wrong.push('of another region or account');
  if (!standing.isRecorded || !isTagged(standing, atMs)) wrong.push('not ours');
  if (!spells.some((spell) => isSame(standing, spell))) wrong.push('not the one that was announced');
  if (termEnd(standing, atMs) !== undefined) wrong.push('in a term');
  if (standing.kind === 'imported-model') wrong.push('an imported model');
  if (standing.bornMs > atMs - IDLE_MS + SLACK_MS) wrong.push('young');
  if (usesOf(standing, atMs).some(({ publishedMs }) => publishedMs <= atMs)) wrong.push('in use');
  if (wasRefused && wrong.length === 0) wrong.push('refused by AWS');
  return wrong;
}

/** Uses so late that a hosting is not idle. */
const usesOf = ({ asked }: Standing, atMs: number) =>
  asked.filter((one) => one.atMs > atMs - IDLE_MS + SLACK_MS && one.atMs <= atMs);

/** Whether it was in use and CloudWatch told nobody before the deletion. */
export const wasUnseen = ({ standing, atMs }: Deletion) =>
  standing !== undefined && usesOf(standing, atMs).some(({ publishedMs }) => publishedMs > atMs);

/** Something that was said in Slack and was not so; of which hosting, or of the whole account. */
interface Said {
  readonly name?: string;
  readonly what: string;
}

/** What was said in Slack and was not so. */
export function whatWasSaidWrongly({ world, spells, list, isFaultListed }: Outcome): Said[] {
  const { account, deletions } = world;
  const isGone = (one: Standing) => deletions.some(({ standing, wasRefused }) => standing === one && !wasRefused);
  const ofSpells = spells.flatMap((spell): Said[] => {
    const one = account.standing.find((it) => it.region === HOME && it.account === OURS && isSame(it, spell));
    const { name } = spell;
    if (!one) return [{ name, what: 'announced, and there is none' }];
    const wrong: string[] = [];
    const announcedMs = spell.announcedAtMs - account.skewMs;
    if (usesOf(one, announcedMs).some(({ publishedMs }) => publishedMs <= announcedMs)) wrong.push('announced in use');
    const { outcome } = spell;
    const isCalledGone = outcome.kind === 'kept' && outcome.because.kind === 'gone';
    if (isCalledGone && one.goneMs > NEXT_LOOK && !isGone(one)) wrong.push('called gone, and it stands');
    if (outcome.kind === 'deleted' && !isGone(one)) wrong.push('called deleted, and it was not');
    if (isGone(one) && outcome.kind !== 'deleted') wrong.push('deleted, and not said so');
    return wrong.map((what) => ({ name, what }));
  });
  if (!list || !isFaultListed) return ofSpells;
  const { operation } = account.fault;
  if (operation === 'GetMetricData')
    return list.looks.some(({ state }) => state.kind === 'idle')
      ? [...ofSpells, { what: 'called idle without metrics' }]
      : ofSpells;
  return operation.startsWith('List') && operation !== 'ListMetrics' && list.unread.length === 0
    ? [...ofSpells, { what: 'a list that could not be read is not named' }]
    : ofSpells;
}

/** Whether a person's click on its alert should have ended it: idle and ours from the first look to the end of the minute. */
export function isDeletable(one: Standing): boolean {
  const times = [LOOK, CLICK, DUE];
  return (
    (one.kind === 'provisioned-throughput' || isEndpoint(one)) &&
    [one.region === HOME, one.account === OURS, one.isRecorded].every(Boolean) &&
    times.every((atMs) => isTagged(one, atMs) && termEnd(one, atMs) === undefined && atMs < one.goneMs) &&
    one.bornMs < LOOK - IDLE_MS - SLACK_MS &&
    one.asked.every(({ atMs }) => atMs < LOOK - IDLE_MS - SLACK_MS)
  );
}

/** What should have been deleted and stands: through a fault that was met, or for no reason at all. */
export function missed({ world }: Outcome): { readonly held: number; readonly lost: readonly Standing[] } {
  const { account, deletions, isFaultMet } = world;
  const left = account.standing.filter(
    (one) => isDeletable(one) && !deletions.some(({ standing, wasRefused }) => standing === one && !wasRefused),
  );
  const isHeld = isFaultMet && !HARMLESS.includes(account.fault.name);
  return isHeld ? { held: left.length, lost: [] } : { held: 0, lost: left };
}
