import { type HostingLook, isUnannounced, type Spell, spellKey } from '@rung/core/hosting/hosting.ts';
import type { EpochMs } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { lookAtHostings } from './look-at-hostings.ts';

/** "Tell me what idles": looks at everything that costs while it stands and announces each idle stretch once. */
export async function sweepHostings(
  deps: Pick<Deps, 'clock' | 'settings' | 'hostings' | 'spells' | 'messenger'>,
): Promise<{ looked: number; announced: number }> {
  const looks = await lookAtHostings(deps);
  const announced = await Promise.all(looks.map((look) => announce(deps, look)));
  return { looked: looks.length, announced: announced.filter(Boolean).length };
}

async function announce(deps: Pick<Deps, 'settings' | 'spells' | 'messenger'>, look: HostingLook): Promise<boolean> {
  const spell = await claim(deps, look);
  if (!spell) return false;
  const message = await deps.messenger.post({ channel: spell.message.channel }, { kind: 'hosting', look, spell });
  return (await deps.spells.move({ ...spell, message, version: spell.version + 1 })) === 'moved';
}

/** The spell to announce, for one of the watches that see it: the one that opened it, or the one that takes over from a watch that was cut off. */
async function claim(deps: Pick<Deps, 'settings' | 'spells'>, look: HostingLook): Promise<Spell | undefined> {
  if (look.state.kind !== 'idle') return undefined;
  const spell = newSpell(look, { sinceMs: look.state.sinceMs, channel: deps.settings.watchChannel });
  const opened = await deps.spells.open(spell);
  if (opened === 'created') return spell;
  if (!isUnannounced(opened, look.lookedAtMs)) return undefined;
  const taken = { ...opened, announcedAtMs: look.lookedAtMs, version: opened.version + 1 };
  return (await deps.spells.move(taken)) === 'moved' ? taken : undefined;
}

function newSpell({ hosting, lookedAtMs }: HostingLook, stretch: { sinceMs: EpochMs; channel: string }): Spell {
  return {
    key: spellKey(hosting, stretch.sinceMs),
    arn: hosting.arn,
    name: hosting.name,
    createdAtMs: hosting.createdAtMs,
    sinceMs: stretch.sinceMs,
    message: { channel: stretch.channel, ts: '' },
    announcedAtMs: lookedAtMs,
    outcome: { kind: 'open' },
    version: 1,
  };
}
