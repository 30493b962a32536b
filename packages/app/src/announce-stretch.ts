import { burnBetween, goesOnWords } from '@rung/core/hosting/burn.ts';
import type { HostingLook, Ownership } from '@rung/core/hosting/hosting.ts';
import { isUnannounced, keepToAskAbout, type Spell, spellIdOf, spellKey } from '@rung/core/hosting/spell.ts';
import { endToTell } from '@rung/core/hosting/watch-plan.ts';
import { formatUsd } from '@rung/core/money.ts';
import { type EpochMs, formatDuration } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { ownerOf } from './look-at-hostings.ts';
import { leaseOf, sayUnderAlert, showAlert, stoppersOf } from './show-alert.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'hostings' | 'hostingRecords' | 'spells' | 'messenger' | 'leases'>;

/** Announces an idle stretch, once however often and however close together it is seen; true when this call did. */
export async function announceStretch(deps: Needs, look: HostingLook): Promise<boolean> {
  const spell = await claim(deps, look);
  if (!spell) return false;
  const announcedEnd = endToTell(look, spell, { policy: deps.settings.idle, nowMs: deps.clock.nowMs() });
  const lease = await leaseOf(deps, spell);
  const message = await deps.messenger.post(
    { channel: spell.message.channel },
    { kind: 'hosting', look, spell, lease, stopsAtMs: announcedEnd?.stopsAtMs, stoppers: stoppersOf(deps, spell) },
  );
  return (await deps.spells.move({ ...spell, message, announcedEnd, version: spell.version + 1 })) === 'moved';
}

/** The stretch to announce, for one of the watches that see it: the one that opened it, or the one that takes over from a watch that was cut off. */
async function claim(deps: Needs, look: HostingLook): Promise<Spell | undefined> {
  if (look.state.kind !== 'idle') return undefined;
  const { sinceMs } = look.state;
  const known = await deps.spells.find(spellIdOf(spellKey(look.hosting, sinceMs)));
  if (known && !isUnannounced(known, look.lookedAtMs)) return askKeeper(deps, known, look);
  const opened = known ?? (await open(deps, look, sinceMs));
  if (!('key' in opened)) return opened.created;
  if (!isUnannounced(opened, look.lookedAtMs)) return undefined;
  const taken = { ...opened, announcedAtMs: look.lookedAtMs, version: opened.version + 1 };
  return (await deps.spells.move(taken)) === 'moved' ? taken : undefined;
}

/** "Does your reason still hold?": asked each week of whoever keeps it, and nothing follows from silence. */
async function askKeeper(deps: Needs, spell: Spell, look: HostingLook): Promise<undefined> {
  const nowMs = deps.clock.nowMs();
  const keep = keepToAskAbout(spell, nowMs);
  if (!keep) return;
  const asked = { ...spell, keeperAskedAtMs: nowMs, version: spell.version + 1 };
  if ((await deps.spells.move(asked)) === 'lost') return;
  const shown = await showAlert(deps, asked, look);
  const cost = burnBetween(look, keep.atMs, look.lookedAtMs);
  await sayUnderAlert(deps, shown, {
    headline: `You keep it for ${formatDuration(nowMs - keep.atMs)}${cost === undefined ? '' : `, which cost ${formatUsd(cost)}`}: does the reason still hold?`,
    detail: `It is kept until somebody deletes it by the card above.${goesOnWords(look)}`,
    to: [{ kind: 'person', id: keep.because.by }],
    said: keep.because.reason,
  });
}

async function open(deps: Needs, look: HostingLook, sinceMs: EpochMs): Promise<Spell | { readonly created: Spell }> {
  const ownership = await ownerOf(deps, look.hosting);
  const spell = newSpell(look, { sinceMs, ownership, channel: deps.settings.watchChannel });
  const opened = await deps.spells.open(spell);
  return opened === 'created' ? { created: spell } : opened;
}

function newSpell(
  { hosting, lookedAtMs }: HostingLook,
  stretch: { sinceMs: EpochMs; ownership: Ownership; channel: string },
): Spell {
  return {
    key: spellKey(hosting, stretch.sinceMs),
    arn: hosting.arn,
    hostingKind: hosting.kind,
    name: hosting.name,
    createdAtMs: hosting.createdAtMs,
    sinceMs: stretch.sinceMs,
    ownership: stretch.ownership,
    message: { channel: stretch.channel, ts: '' },
    announcedAtMs: lookedAtMs,
    escalatedAtMs: undefined,
    announcedEnd: undefined,
    tellingSinceMs: undefined,
    hindrance: undefined,
    outcome: { kind: 'open' },
    version: 1,
  };
}
