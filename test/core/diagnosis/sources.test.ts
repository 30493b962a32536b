import { RULES } from '@rung/core/diagnosis/rules.ts';
import { describe, expect, it } from 'vitest';

/** What only AWS can say: where something is offered, what it takes, what it costs. */
const SAID_OF_AWS =
  /us-(?:east|west)-\d|\$\d|Custom Model Import|Provisioned Throughput|serverless customization|Bedrock (?:tunes|does not)/u;

describe('Every rule', () => {
  it.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s names where it comes from, and when that was read',
    (_, rule) => {
      expect(rule.source.title).not.toBe('');
      expect(rule.source.asOf).toMatch(/^20\d\d-[01]\d-[0-3]\d$/u);
      expect(Date.parse(rule.source.asOf)).toBeLessThanOrEqual(Date.now());
      expect(rule.because).toMatch(/^[A-Z0-9].*[.]$/u);
    },
  );

  it('that says something of AWS has more behind it than the judgement of Rung', () => {
    const owned = RULES.filter(({ because, source }) => SAID_OF_AWS.test(because) && /judgement/u.test(source.title));

    expect(owned.map(({ id }) => id)).toEqual([]);
  });
});
