import type { Ledger } from '@rung/core/chat/ledger.ts';
import { moneyNotSpent } from '@rung/core/cost/money-not-spent.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { usd } from '@rung/core/money.ts';
import { describe, expect, test } from 'vitest';
import { ANA } from '../launch/plans.ts';

type Brought = Pick<Ledger, 'entries' | 'method'>;

function brought(method: Ledger['method'], ...texts: string[]): Brought {
  return { method, entries: texts.map((text) => ({ kind: 'said', by: ANA, text, atMs: 0 })) };
}

const notSpent = (...ledgers: Brought[]) => moneyNotSpent(ledgers, shippedPrice, 'us-east-1');

describe('The money not spent', () => {
  test('is a month of one model unit of the named base, at the dearest of its dated prices', () => {
    // 730 hours at $60.50 without a term, read on 2026-08-02.
    expect(notSpent(brought('rag', 'Can we fine-tune Nova 2 Lite on our contracts?'))).toEqual({
      talkedDown: 1,
      priced: 1,
      atMost: usd('44165'),
      pricesAsOf: ['2026-08-02'],
    });
  });

  test('adds up problems and names every date', () => {
    const sum = notSpent(
      brought('prompt', 'Our tone is off.', 'Should we train a nova-lite?'),
      brought('rag', 'Fine-tuning Nova 2 Lite on the wiki'),
    );

    // 730 × $108.15 + 730 × $60.50.
    expect(sum).toMatchObject({ talkedDown: 2, priced: 2, atMost: usd('123114.50') });
    expect(sum.pricesAsOf).toEqual(['2025-07-16', '2026-08-02']);
  });

  test.each([
    ['no base is named', 'Should we fine-tune?'],
    ['the base has no dated price', 'Should we fine-tune Nova Pro?'],
    ['one of two bases has no dated price', 'Should we fine-tune Nova Lite or Llama 3.3 70B?'],
  ])('is not known, and never nothing, when %s', (_, text) => {
    expect(notSpent(brought('prompt', text))).toEqual({ talkedDown: 1, priced: 0, atMost: undefined, pricesAsOf: [] });
  });

  test('is not known in a region without a dated price', () => {
    const elsewhere = moneyNotSpent([brought('rag', 'Fine-tune Nova Lite?')], shippedPrice, 'eu-central-1');

    expect(elsewhere).toMatchObject({ talkedDown: 1, priced: 0, atMost: undefined });
  });

  test.each<[string, Brought]>([
    ['a problem that ended at tuning', brought('fine-tuning', 'Fine-tune Nova Lite')],
    ['a problem that is still open', brought('not-enough-info', 'Fine-tune Nova Lite')],
    ['a problem without a verdict', brought(undefined, 'Fine-tune Nova Lite')],
    ['a problem that asked for no tune', brought('rag', 'Nova Lite does not know our wiki.')],
    ['a tune that was refused', brought('rag', 'Nova Lite does not know our wiki. We don’t want to fine-tune.')],
    ['people who are trained', brought('prompt', 'We train our team to prompt Nova Lite: train the team or not?')],
  ])('does not count %s', (_, ledger) => {
    expect(notSpent(ledger).talkedDown).toBe(0);
  });
});
