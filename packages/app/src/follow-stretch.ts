import { burnBetween } from '@rung/core/hosting/burn.ts';
import type { HostingLook } from '@rung/core/hosting/hosting.ts';
import type { Spell, SpellOutcome } from '@rung/core/hosting/spell.ts';
import type { Found, WatchStep } from '@rung/core/hosting/watch-plan.ts';
import { formatUsd } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { sayUnderAlert, showAlert, turnAlert } from './show-alert.ts';
import { beginStop } from './stop-hosting.ts';

type Needs = Pick<
  Deps,
  'clock' | 'settings' | 'hostings' | 'prices' | 'hostingRecords' | 'spells' | 'stopFlow' | 'messenger'
>;

/** Takes the step that is due for a stretch that was announced before. Each step is one conditional move, so two watches take it once. */
export async function followStretch(
  deps: Needs,
  { spell, look, step }: { spell: Spell; look: Found; step: WatchStep },
): Promise<void> {
  switch (step.kind) {
    case 'nothing':
    case 'announce':
      return;
    case 'close':
      return void (await turnAlert(deps, { spell, outcome: closing(deps, spell, step), look }));
    case 'wake':
      return wake(deps, spell, look);
    case 'escalate':
      return escalate(deps, spell, look);
    case 'warn':
      return warn(deps, spell, step.stopsAtMs);
    case 'stop':
      return void (await beginStop(deps, { spell, by: { kind: 'policy' }, look }));
    case 'stop-anew':
      return void (await beginStop(deps, { spell, by: step.by, look }));
    default:
      return step satisfies never;
  }
}

/** What is gone after a deletion whose answer was lost was deleted by it, as far as anybody can know. */
function closing(
  { clock }: Needs,
  { outcome }: Spell,
  { because }: Extract<WatchStep, { kind: 'close' }>,
): SpellOutcome {
  const atMs = clock.nowMs();
  return because.kind === 'gone' && outcome.kind === 'deleting'
    ? { kind: 'deleted', by: outcome.by, atMs }
    : { kind: 'kept', because, atMs };
}

async function wake(deps: Needs, spell: Spell, look: Found): Promise<void> {
  if (!(await turnAlert(deps, { spell, outcome: { kind: 'open' }, look }))) return;
  await sayUnderAlert(deps, spell, {
    headline: 'The snooze is over, and it still idles.',
    detail: 'The alert above shows what it has cost.',
  });
}

async function escalate(deps: Needs, spell: Spell, look: Found): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const escalated = { ...spell, escalatedAtMs: nowMs, version: spell.version + 1 };
  if ((await deps.spells.move(escalated)) === 'lost') return;
  await showAlert(deps, escalated, look);
  await sayUnderAlert(deps, escalated, {
    headline: `Nobody has answered this alert for ${formatDuration(nowMs - spell.announcedAtMs)}${costWords(spell, look)}.`,
    detail: `${deps.settings.idle.owners.join(' ')} The buttons stand in the alert above.`.trim(),
  });
}

/** What it has cost since it was announced; nothing where no price is known. */
function costWords({ announcedAtMs }: Spell, look: Found): string {
  const cost = typeof look === 'string' ? undefined : burnBetween(look, announcedAtMs, look.lookedAtMs);
  return cost === undefined ? '' : `, which cost ${formatUsd(cost)}`;
}

async function warn(deps: Needs, spell: Spell, stopsAtMs: HostingLook['lookedAtMs']): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const warned = { ...spell, warnedAtMs: nowMs, version: spell.version + 1 };
  if ((await deps.spells.move(warned)) === 'lost') return;
  await sayUnderAlert(deps, warned, {
    headline: `By the team’s policy it is stopped in ${formatDuration(stopsAtMs - nowMs)}.`,
    detail: `${deps.settings.idle.owners.join(' ')} To keep it, press Snooze or Keep in the alert above.`.trim(),
  });
}
