import type { Person } from '@rung/core/chat/person.ts';
import type { Ownership, Traffic } from '@rung/core/hosting/hosting.ts';
import { type HostingRecord, ownershipOf } from '@rung/core/hosting/ownership.ts';
import { isActionable, isDue, type Spell } from '@rung/core/hosting/spell.ts';
import { judgeStop, whyNotStop } from '@rung/core/hosting/stop-rule.ts';
import type { Found } from '@rung/core/hosting/watch-plan.ts';
import type { UserId } from '@rung/core/ids.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { describe, expect, it } from 'vitest';
import { POLICY } from '../launch/plans.ts';
import { BO, IDLE_POLICY, lookAt, SILENT, SPELL, spellThatIs, THROUGHPUT, used } from './build-hostings.ts';

const PERSON = { kind: 'person', id: BO } as const;
const BY_POLICY = { kind: 'policy' } as const;
const OURS: Ownership = { kind: 'adopted', by: BO };
const STOPS = { stopAfterMs: 2 * HOUR_MS };
const TOLD_TWICE: Spell = { ...SPELL, announcedEnd: { stopsAtMs: 9 * HOUR_MS, againAtMs: 8 * HOUR_MS } };

/** What policy may do at hour 9 about a throughput whose end was announced twice, where nothing else is said. */
function byPolicy(given: { traffic?: Traffic; end?: Spell['announcedEnd']; stopAfterMs?: number | undefined }) {
  const { traffic = used(0) } = given;
  const spell = 'end' in given ? { ...TOLD_TWICE, announcedEnd: given.end } : TOLD_TWICE;
  const policy = 'stopAfterMs' in given ? { stopAfterMs: given.stopAfterMs } : STOPS;
  return judgeStop(spell, BY_POLICY, { look: lookAt(THROUGHPUT, traffic, 9), ownership: OURS, policy });
}

const term = (untilHours: number) => ({ ...THROUGHPUT, committedUntilMs: untilHours * HOUR_MS });

describe('what a confirmed click may do', () => {
  it.each<[string, Found, string]>([
    ['deletes what is still idle', lookAt(THROUGHPUT, SILENT, 9), 'delete'],
    ['keeps what has traffic again', lookAt(THROUGHPUT, used(8.9), 9), 'keep traffic-came-back'],
    ['keeps what is inside a term', lookAt(term(700), SILENT, 9), 'keep committed'],
    ['deletes what has left its term', lookAt(term(8), SILENT, 9), 'delete'],
    ['keeps what it cannot see', lookAt(THROUGHPUT, { kind: 'unknown', why: 'Throttling' }, 9), 'unsure'],
    ['keeps what was made anew', lookAt({ ...THROUGHPUT, createdAtMs: 10 * HOUR_MS }, SILENT, 19), 'unsure'],
    ['says so when it is gone', 'gone', 'keep gone'],
    ['does not call gone what AWS would not list', 'unread', 'unsure'],
  ])('%s', (_, look, expected) => {
    const answer = judgeStop(SPELL, PERSON, { look, ownership: OURS, policy: IDLE_POLICY });

    expect(answer.kind === 'keep' ? `keep ${answer.because.kind}` : answer.kind).toBe(expected);
  });

  it.each<[string, Ownership]>([
    ['somebody else’s', { kind: 'others', isTagged: false }],
    ['tagged and not adopted', { kind: 'others', isTagged: true }],
    ['of an owner that could not be read', { kind: 'unknown', why: 'AccessDeniedException' }],
  ])('touches nothing that is %s', (_, ownership) => {
    const look = lookAt(THROUGHPUT, SILENT, 9);

    expect(judgeStop(SPELL, PERSON, { look, ownership, policy: IDLE_POLICY }).kind).toBe('unsure');
  });

  it('leaves what was never used to a person: AWS does not say under which name its metrics would stand', () => {
    expect(byPolicy({ traffic: SILENT }).kind).toBe('unsure');
    expect(byPolicy({ traffic: used(0) }).kind).toBe('delete');
  });

  it.each<[string, Parameters<typeof byPolicy>[0]]>([
    ['that was not announced', { end: undefined }],
    ['that was announced once', { end: { stopsAtMs: 8 * HOUR_MS, againAtMs: undefined } }],
    ['whose promised time is not over', { end: { stopsAtMs: 10 * HOUR_MS, againAtMs: 9 * HOUR_MS } }],
    ['whose policy was taken back', { stopAfterMs: undefined }],
  ])('deletes nothing without a click %s', (_, given) => {
    expect(byPolicy(given).kind).toBe('unsure');
  });

  it('leaves a later stretch to its own alert, whoever says so', () => {
    const look = lookAt(THROUGHPUT, used(1), 9);
    const seen = { look, ownership: OURS, policy: STOPS };

    expect(judgeStop(TOLD_TWICE, PERSON, seen).kind).toBe('keep');
    expect(judgeStop(TOLD_TWICE, BY_POLICY, seen).kind).toBe('keep');
  });

  it('is for full members, and for approvers where some are named', () => {
    const person = (standing: Person['standing']): Person => ({ id: BO, standing });

    expect(whyNotStop(person('member'), POLICY)).toBeUndefined();
    expect(whyNotStop(person('guest'), POLICY)).toMatch(/full members/);
    expect(whyNotStop(person('member'), { ...POLICY, approvers: ['U0FAY' as UserId] })).toMatch(/<@U0FAY>/);
  });
});

describe('whose a hosting is', () => {
  const tagged = new Map([['rung:may-delete', 'yes']]);
  const record: HostingRecord = {
    ...{ kind: 'made', arn: THROUGHPUT.arn, createdAtMs: 0, by: BO, atMs: 0, version: 1 },
  };

  it.each<[string, Parameters<typeof ownershipOf>[1], Ownership['kind']]>([
    ['ours with the tag and our record', { tags: tagged, record }, 'ours'],
    [
      'adopted with the tag and an approver’s word',
      { tags: tagged, record: { ...record, kind: 'adopted' } },
      'adopted',
    ],
    ['somebody else’s with the tag alone: a tag can be copied', { tags: tagged, record: undefined }, 'others'],
    ['somebody else’s with the record alone', { tags: new Map(), record }, 'others'],
    [
      'somebody else’s when the record is of one that was deleted before',
      { tags: tagged, record: { ...record, createdAtMs: 1 } },
      'others',
    ],
    ['not known when its tags could not be read', { tags: { why: 'Throttling' }, record }, 'unknown'],
  ])('is %s', (_, seen, kind) => {
    expect(ownershipOf(THROUGHPUT, seen).kind).toBe(kind);
  });
});

describe('a claimed stretch', () => {
  const MINUTE_MS = 60_000;

  it('is due once its minute is over, and actionable again when its workflow never came', () => {
    const stopping = spellThatIs({ kind: 'stopping', by: PERSON, atMs: 0, dueMs: MINUTE_MS });

    expect(isDue(stopping, MINUTE_MS - 5001)).toBe(false);
    // The workflow's clock may be ahead of the function's: a wake-up that came early by that is not lost.
    expect(isDue(stopping, MINUTE_MS - 5000)).toBe(true);
    expect(isActionable(stopping, 11 * MINUTE_MS)).toBe(false);
    expect(isActionable(stopping, 11 * MINUTE_MS + 1)).toBe(true);
  });

  it('is nobody else’s for ten minutes, and anybody’s when its claimer never came back', () => {
    const claimed = spellThatIs({ kind: 'deleting', by: PERSON, atMs: 0 });

    expect(isActionable(claimed, 10 * MINUTE_MS)).toBe(false);
    expect(isDue(claimed, 10 * MINUTE_MS + 1)).toBe(true);
    expect(isActionable(spellThatIs({ kind: 'deleted', by: PERSON, atMs: 0 }), 1e9)).toBe(false);
  });
});
