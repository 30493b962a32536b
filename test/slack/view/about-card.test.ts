import { usd } from '@rung/core/money.ts';
import { aboutCard } from '@rung/slack/view/plain-cards.ts';
import { describe, expect, test } from 'vitest';

const about = (notSpent: Parameters<typeof aboutCard>[0]['notSpent']) =>
  JSON.stringify(
    aboutCard({ rulesVersion: '1', region: 'us-east-1', tally: { answered: 9, endedLight: 7 }, notSpent }),
  );

describe('The card of /rung about', () => {
  test('says what hosting would have cost at most, on what basis, and for how many that is not known', () => {
    const words = about({ talkedDown: 3, priced: 2, atMost: usd('88330'), pricesAsOf: ['2026-08-02'] });

    expect(words).toContain(
      'at most $88,330 for 2, if each had been hosted on one model unit for a month (prices of 2026-08-02); not known for the other 1.',
    );
  });

  test('says not known where nothing has a price, and names no amount', () => {
    const words = about({ talkedDown: 3, priced: 0, atMost: undefined, pricesAsOf: [] });

    expect(words).toContain('not known');
    expect(words).not.toContain('$');
  });

  test('counts what must not be given in cases, not in per cent', () => {
    expect(about({ talkedDown: 0, priced: 0, atMost: undefined, pricesAsOf: [] })).toMatch(
      /a method that must not be given, in \d+ cases?\./,
    );
  });

  test('says nothing of money where nobody asked for a tune', () => {
    const words = about({ talkedDown: 0, priced: 0, atMost: undefined, pricesAsOf: [] });

    expect(words).not.toContain('asked for a tune');
  });
});
