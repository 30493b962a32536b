import { type HostingLook, type Spell, spellKey } from '@rung/core/hosting/hosting.ts';
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
  if (look.state.kind !== 'idle') return false;
  const { hosting, state } = look;
  const spell: Spell = {
    key: spellKey(hosting, state.sinceMs),
    arn: hosting.arn,
    name: hosting.name,
    createdAtMs: hosting.createdAtMs,
    sinceMs: state.sinceMs,
    message: { channel: deps.settings.watchChannel, ts: '' },
    outcome: { kind: 'open' },
    version: 1,
  };
  const opened = await deps.spells.open(spell);
  const standing = opened === 'created' ? spell : opened;
  if (standing.message.ts !== '') return false;
  const message = await deps.messenger.post(
    { channel: standing.message.channel },
    { kind: 'hosting', look, spell: standing },
  );
  return (await deps.spells.move({ ...standing, message, version: standing.version + 1 })) === 'moved';
}
