import { passesToHosting } from '@rung/core/evaluation/judgement/judgement.ts';
import type { Verdict } from '@rung/core/evaluation/judgement/verdict.ts';
import { type JudgedResult, resultOf } from '@rung/core/hosting/lease/judged-result.ts';
import type { PricedLease } from '@rung/core/hosting/lease/lease.ts';
import { usd } from '@rung/core/money.ts';
import { checkView } from '@rung/sandbox/slack/block-kit/check-payload.ts';
import { drawCard } from '@rung/slack/view/draw-card.ts';
import { hostForm } from '@rung/slack/view/host-form.ts';
import { describe, expect, it } from 'vitest';
import { NOVA_2_LITE, pricedLease, priceOf, standingLease, WISH } from '../../core/hosting/build-leases.ts';
import { ANA, POLICY } from '../../core/launch/plans.ts';
import { mrkdwnOf } from './read-blocks.ts';
import { QUIET } from './sample-cards.ts';
import { judged, VERDICTS } from './sample-judgements.ts';

/** The sample of that name, judged on demand at 30,000 requests a month. */
function sample(name: string): JudgedResult {
  const found = VERDICTS.find(([known]) => known === name);
  if (!found) throw new Error(`no sample verdict ${name}`);
  return resultOf(judged(QUIET, found[1], found[2]));
}

const ON_DEMAND = { ...WISH, way: 'on-demand' } as const;

function cardOf(changes: Partial<PricedLease>): { words: string; dialog: string } {
  const pressers = { stop: [], extend: 'anybody' } as const;
  const drawn = drawCard({ kind: 'lease', lease: pricedLease(changes), policy: POLICY, pressers });
  const dialog = /"text":"([^"]*)"\},"confirm":\{"type":"plain_text","text":"Host it"/.exec(
    JSON.stringify(drawn.blocks),
  );
  return { words: mrkdwnOf(drawn).join('\n'), dialog: dialog?.[1] ?? '' };
}

describe('the card of a hosting that waits for a yes', () => {
  it('says that its judgement says to ship it where that counted this way and price', () => {
    const price = {
      kind: 'known',
      monthly: usd('412'),
      idle: usd('2'),
      committed: usd('95'),
      asOf: '2026-08-02',
    } as const;

    const { words, dialog } = cardOf({ wish: ON_DEMAND, price, judged: sample('ship') });

    expect(words).toContain('Its judgement says to ship it.');
    expect(dialog).not.toContain('judgement');
  });

  it('says what was counted instead where the way is another, and what a point costs so', () => {
    const { words, dialog } = cardOf({ judged: sample('ship') });

    // (44,165 + 1.95 − 30) / 20 points: few-shot costs a dollar per 1,000 requests in the sample.
    expect(words).toContain(
      '*Its judgement counted on demand: $410.00 a month at 30,000 requests.* This way costs $44,167 a month at 30,000 requests, so a point costs $2,207 a month (worth $100.00 to the one who had it judged); it did not judge that.',
    );
    expect(words).not.toContain('says to ship it');
    expect(dialog).toContain('Its judgement counted on demand: $410.00 a month at 30,000 requests.');
    expect(dialog).toMatch(/can be stopped at any time\.$/);
  });

  it.each([
    ['another price of the same way', { price: priceOf(ON_DEMAND) }],
    ['no price', { price: { kind: 'unknown', why: 'no dated price' } as const }],
  ])('says what was counted where this one has %s', (_, { price }) => {
    const { words } = cardOf({ wish: ON_DEMAND, price, judged: sample('ship') });

    expect(words).toMatch(/Its judgement counted on demand: \$410\.00 .*\* This way (?:costs \$|has no price)/);
    expect(words).not.toContain('says to ship it');
  });

  it('tells whoever approves over a judgement what that measured, on the card and in its dialog', () => {
    const override = { by: ANA, reason: 'We need it in the demo' };

    const { words, dialog } = cardOf({ override, judged: sample('keep, better') });

    expect(words).toMatch(
      /asks nevertheless: “We need it in the demo”\n\*Judged .*:\* keep few-shot\. The tuned model is 30\.0 points worse than few-shot \(−/,
    );
    expect(dialog).toContain('Judged 30.0 points worse than few-shot (−');
  });
});

it('a hosting without a price says on its card, in its dialogs and beside them that nothing stops at what is reserved', () => {
  const unknown = { price: { kind: 'unknown', why: 'No dated price.' } } as const;
  const pressers = { stop: [], extend: 'anybody' } as const;
  const lease = standingLease(unknown);

  const { words, dialog } = cardOf(unknown);
  const held = drawCard({ kind: 'lease', lease, policy: POLICY, pressers });

  expect(words).toContain('Price not known; $50.00 is reserved, and nothing stops at it.');
  expect(words).toContain(
    'What is reserved is only set aside: it bills on past that until it ends or somebody stops it.',
  );
  expect(dialog).toContain('Price not known; $50.00 is reserved, and nothing stops at it.');
  expect(JSON.stringify(held.blocks)).toContain('$50.00 reserved, and nothing stops at it, for 7 days more');
});

/** Clearly better, at a cost that nobody knows. */
function unpriced(): Verdict {
  const [, verdict] = VERDICTS[0] ?? [];
  if (verdict?.kind !== 'ship') throw new Error('the first sample ships');
  return { ...verdict, duel: { ...verdict.duel, trade: { extraAMonth: undefined, perPoint: undefined } } };
}

describe('a model that is clearly better at a price that nobody knows', () => {
  const remembered = {
    id: judged(QUIET, unpriced(), undefined).id,
    verdict: 'ship',
    isUnpriced: true,
    atMs: 1,
  } as const;

  it('is not called one to ship: its verdict says to find the price, and Host it is not the first button', () => {
    const judgement = judged(QUIET, unpriced(), undefined);
    const drawn = drawCard({ kind: 'judgement', judgement, approvers: [] });
    const buttons = drawn.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    const host = buttons.find((one) => one.type === 'button' && one.text.text === 'Host it');

    expect(mrkdwnOf(drawn).join('\n')).toMatch(/\*Next:\* find its price\. .* Until then hosting it takes a reason\./);
    expect(host).toBeDefined();
    expect(host).not.toHaveProperty('style');
  });

  it('takes a reason to be hosted', () => {
    expect(passesToHosting(remembered)).toMatchObject({ kind: 'not-passed', because: /at a price that nobody knew/ });
  });
});

it('the form says what the judgement counted before a way is chosen', () => {
  const view = hostForm({
    ...{ channel: 'C1', launchId: 'lch_1', name: 'tone', baseName: NOVA_2_LITE.name, imported: undefined },
    ...{ ways: ['on-demand', 'throughput'], moves: [], notPassed: undefined, judged: sample('ship') },
    ...{ requestsAMonth: 30_000, inputTokens: 800, outputTokens: 120 },
  });

  expect(checkView(view)).toEqual([]);
  expect(JSON.stringify(view.blocks)).toContain(
    'Its judgement says to ship it; it counted on demand: $410.00 a month at 30,000 requests.',
  );
});
