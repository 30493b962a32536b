import { type HostingLook, isActionable, type Spell, type SpellOutcome } from '@rung/core/hosting/hosting.ts';
import { burnBetween, burnPerHour } from '@rung/core/hosting/idleness.ts';
import { judgeStop, mayStop, type StopAnswer } from '@rung/core/hosting/stop-rule.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { lookAtHostings } from './look-at-hostings.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'hostings' | 'spells' | 'messenger' | 'people'>;

/** A click on an idle alert. */
export interface SpellClick {
  readonly spellId: string;
  readonly by: UserId;
  readonly channel: string;
}

/**
 * "Delete it": claims the stretch for this click, looks at the traffic again, and deletes only what is still the same, idle and free of
 * a term. Every other end is told and leaves it standing.
 */
export async function stopHosting(deps: Needs, click: SpellClick): Promise<void> {
  const spell = await deps.spells.find(click.spellId);
  if (!spell) return whisper(deps, click, 'Rung has no record of this alert. Nothing was deleted.');
  if (!isActionable(spell, deps.clock.nowMs())) return whisper(deps, click, alreadySettled(spell.outcome));
  const allowed = mayStop(await deps.people.find(click.by), deps.settings.approval);
  if (allowed.kind === 'not-allowed') return whisper(deps, click, `${allowed.because} Nothing was deleted.`);
  const claimed = settle(spell, { kind: 'deleting', by: click.by, atMs: deps.clock.nowMs() });
  if ((await deps.spells.move(claimed)) === 'lost')
    return whisper(deps, click, 'Somebody pressed first. Your click changed nothing.');
  const look = (await lookAtHostings(deps)).find((candidate) => candidate.hosting.arn === spell.arn);
  const answer = judgeStop(spell, look);
  const outcome =
    answer.kind === 'delete' && look
      ? await remove(deps, claimed, click)
      : await keep(deps, { claimed, answer, click });
  await show(deps, settle(claimed, outcome), look);
}

async function remove(deps: Needs, claimed: Spell, click: SpellClick): Promise<SpellOutcome> {
  const result = await deps.hostings.delete(claimed.arn);
  const atMs = deps.clock.nowMs();
  if (result === 'deleted') return { kind: 'deleted', by: click.by, atMs };
  if (result === 'gone') return { kind: 'kept', because: { kind: 'gone' }, atMs };
  // What AWS refuses today it may allow once somebody has acted on its words: the alert stays open.
  await whisper(deps, click, `AWS refused: ${result.refused} Nothing was deleted.`);
  return { kind: 'open' };
}

async function keep(
  deps: Needs,
  end: { claimed: Spell; answer: StopAnswer; click: SpellClick },
): Promise<SpellOutcome> {
  const atMs = deps.clock.nowMs();
  const { answer } = end;
  switch (answer.kind) {
    case 'traffic-came-back':
      return {
        kind: 'kept',
        because: { kind: 'traffic-came-back', lastRequestAtMs: answer.lastRequestAtMs, requests: answer.requests },
        atMs,
      };
    case 'gone':
    case 'delete':
      return { kind: 'kept', because: { kind: 'gone' }, atMs };
    case 'committed':
      return { kind: 'kept', because: { kind: 'committed', untilMs: answer.untilMs }, atMs };
    case 'unsure':
    case 'not-allowed':
      // Doubt settles nothing: the alert stays open for the next click.
      await whisper(deps, end.click, `${answer.because} Nothing was deleted.`);
      return { kind: 'open' };
    default:
      return answer satisfies never;
  }
}

/** "Keep it": the stretch is closed and the hosting stays; a later stretch is announced anew. */
export async function keepHosting(deps: Needs, click: SpellClick): Promise<void> {
  const spell = await deps.spells.find(click.spellId);
  if (!spell) return whisper(deps, click, 'Rung has no record of this alert.');
  if (!isActionable(spell, deps.clock.nowMs())) return whisper(deps, click, alreadySettled(spell.outcome));
  const allowed = mayStop(await deps.people.find(click.by), deps.settings.approval);
  if (allowed.kind === 'not-allowed') return whisper(deps, click, allowed.because);
  const look = (await lookAtHostings(deps)).find((candidate) => candidate.hosting.arn === spell.arn);
  await show(
    deps,
    settle(spell, { kind: 'kept', because: { kind: 'person', by: click.by }, atMs: deps.clock.nowMs() }),
    look,
  );
}

const settle = (spell: Spell, outcome: SpellOutcome): Spell => ({ ...spell, outcome, version: spell.version + 1 });

async function show(deps: Needs, spell: Spell, look: HostingLook | undefined): Promise<void> {
  if ((await deps.spells.move(spell)) === 'lost') return;
  if (spell.outcome.kind === 'open') return;
  const fromMs = look?.state.kind === 'idle' ? look.state.provenSinceMs : spell.sinceMs;
  const sinceIdle = look && burnBetween(look, fromMs, deps.clock.nowMs());
  await deps.messenger.edit(spell.message, {
    kind: 'hosting-resolved',
    spell,
    burn: { hourly: look && burnPerHour(look), sinceIdle },
  });
}

function alreadySettled(outcome: SpellOutcome): string {
  switch (outcome.kind) {
    case 'deleted':
      return `<@${outcome.by}> deleted it already. Your click changed nothing.`;
    case 'deleting':
      return `<@${outcome.by}> is deleting it now. Your click changed nothing.`;
    case 'kept':
      return 'This alert is closed; the hosting was kept. Your click changed nothing.';
    case 'open':
      return 'It is still open.';
    default:
      return outcome satisfies never;
  }
}

async function whisper(deps: Needs, click: SpellClick, detail: string): Promise<void> {
  await deps.messenger.whisper(
    { place: { channel: click.channel }, user: click.by },
    { kind: 'notice', headline: 'Nothing was deleted.', detail },
  );
}
