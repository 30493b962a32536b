import type { Card } from '@rung/core/chat/card.ts';
import { resultOf } from '@rung/core/hosting/lease/judged-result.ts';
import { isHeld, type Lease, type PricedLease } from '@rung/core/hosting/lease/lease.ts';
import type { LeasePressers } from '@rung/core/hosting/lease/lease-rule.ts';
import { HOST_WAYS } from '@rung/core/hosting/lease/ways.ts';
import type { UserGroupId } from '@rung/core/ids.ts';
import { usd } from '@rung/core/money.ts';
import { pricedLease, priceOf, standingLease, WISH } from '../../core/hosting/build-leases.ts';
import { ANA, BO, POLICY } from '../../core/launch/plans.ts';
import { judged, VERDICTS } from './sample-judgements.ts';
import { many, type Stuff } from './stuff.ts';

const ANYBODY: LeasePressers = { stop: [], extend: 'anybody' };
const PRESSERS: readonly LeasePressers[] = [
  ...[ANYBODY, { stop: [], extend: 'anybody-else' } as const, { stop: [ANA, BO], extend: [BO] }],
];

/** Every card of a hosting that Rung makes, in each of its states. */
export function leaseCards(stuff: Stuff): [string, Card][] {
  const notes = ['stands', 'ends-soon', 'stopping', 'in-doubt', 'ended'] as const;
  const states = everyLease(stuff);
  return [
    ...states.map((lease, i): [string, Card] => [
      `lease ${i}`,
      { kind: 'lease', lease, policy: POLICY, pressers: PRESSERS[i % PRESSERS.length] ?? ANYBODY },
    ]),
    ...states
      .filter((lease) => isHeld(lease) || lease.state === 'ended')
      .flatMap((lease, i) =>
        [true, false].map((isAskedAgain): [string, Card] => [
          `lease answer ${i}, ${isAskedAgain}`,
          { kind: 'lease-answer', lease, isAskedAgain },
        ]),
      ),
    ...states
      .filter(isHeld)
      .slice(0, 2)
      .flatMap((lease, i) =>
        [...notes.map((kind) => ({ kind })), { kind: 'stays' as const, because: stuff.text }].map(
          (note): [string, Card] => [
            `lease ${i}: ${note.kind}`,
            {
              kind: 'lease-note',
              lease,
              note,
              owners: [{ kind: 'group', id: 'S0OWNERS' as UserGroupId }],
              pressers: PRESSERS[i] ?? ANYBODY,
            },
          ],
        ),
      ),
  ];
}

function everyLease(stuff: Stuff): Lease[] {
  const named = { model: { ...pricedLease().model, name: stuff.text, baseName: stuff.text } };
  const unknown = { kind: 'unknown', why: stuff.text } as const;
  const standing = { ...standingLease(), ...named };
  const extension = { planHash: pricedLease().planHash, by: BO, atMs: 1, amount: usd('9'), counters: [] };
  const held = { ...standing, extensions: many(stuff, () => extension) };
  const by = { kind: 'person', id: BO } as const;
  const byDate = { kind: 'date' } as const;
  return [
    ...HOST_WAYS.map((way) => ({
      ...pricedLease({ wish: { ...WISH, way }, price: priceOf({ ...WISH, way }) }),
      ...named,
    })),
    {
      ...pricedLease({ price: unknown, override: { by: ANA, reason: stuff.text }, firstYes: { by: BO, atMs: 1 } }),
      ...named,
    },
    { ...pricedLease({ paidUnits: many(stuff, paidUnitOf(stuff)) }), ...named },
    ...judgedLeases(stuff).map((lease) => ({ ...lease, ...named })),
    ...[0, 3].map((unpaidDays) => pricedMove(stuff, unpaidDays)),
    { ...standing, state: 'making', startedAtMs: 1 },
    held,
    { ...held, price: unknown, committedUntilMs: 9e8 },
    { ...held, state: 'stopping', by, atMs: 1, dueMs: 60_000 },
    { ...held, state: 'deleting', by: byDate, atMs: 1 },
    {
      ...held,
      state: 'ended',
      how: { kind: 'deleted', by: byDate },
      atMs: 1,
      spend: { kind: 'metered', amount: usd('7') },
    },
    { ...held, state: 'ended', how: { kind: 'gone' }, atMs: 1, spend: unknown },
    { ...pricedLease(), ...named, state: 'refused', reason: { kind: 'denied', by: BO, atMs: 1 } },
    { ...pricedLease(), ...named, state: 'refused', reason: { kind: 'expired' } },
    { ...pricedLease(), ...named, state: 'refused', reason: { kind: 'changed', what: stuff.text } },
    { ...standing, state: 'failed', why: stuff.text, left: { kind: 'nothing' } },
    {
      ...standing,
      state: 'failed',
      why: 'Bedrock.ServiceQuotaExceededException',
      left: { kind: 'stands', arn: standing.arn },
    },
  ];
}

/** With what its judgement said: passed for another way, and over it. */
function judgedLeases(stuff: Stuff): PricedLease[] {
  const results = VERDICTS.map(([, verdict, monthly]) => resultOf(judged(stuff, verdict, monthly)));
  const override = { by: ANA, reason: stuff.text };
  return results.flatMap((one) => [pricedLease({ judged: one }), pricedLease({ judged: one, override })]);
}

const paidUnitOf =
  ({ text }: Stuff) =>
  (index: number) => ({
    ...{ name: text, arn: text, units: 1, untilMs: 9e8 },
    modelName: index % 2 === 0 ? text : undefined,
  });

/** A unit inside its term that another model takes over, for days that the term has paid and for some after it. */
function pricedMove({ text }: Stuff, unpaidDays: number): PricedLease {
  const before = { leaseId: pricedLease().id, name: text, arn: text, modelName: text, paidUntilMs: 9e8 };
  const wish = { ...WISH, unpaidDays, inPlaceOf: before };
  return pricedLease({ wish, price: priceOf(wish) });
}
