import { readEstimate } from '@rung/core/cost/read-estimate.ts';
import { servingChoice } from '@rung/core/cost/serving-choice.ts';
import { describe, expect, it } from 'vitest';

describe('what is asked of /rung estimate', () => {
  it.each([
    ['2,000,000 800 120', 'Nova 2 Lite', 2_000_000],
    ['5000 800 120 nova lite', 'Nova Lite', 5000],
    [' 0 1 1 amazon.nova-pro-v1:0:300k ', 'Nova Pro', 0],
  ])('%j is read', (words, name, requestsAMonth) => {
    expect(readEstimate(words, 'us-east-1')).toMatchObject({
      kind: 'asked',
      base: { name },
      traffic: { requestsAMonth },
    });
  });

  it.each([
    ['', 'Nova 2 Lite'],
    ['nova lite', 'Nova Lite'],
    ['amazon.nova-pro-v1:0:300k', 'Nova Pro'],
  ])('%j states no traffic, so that what was measured of the model is taken', (words, name) => {
    expect(readEstimate(words, 'us-east-1')).toMatchObject({ kind: 'measure', base: { name } });
  });

  it.each(['5000 800', 'many 800 120', '1e6 1 1', '9999999999 1 1', '5000 800 120 gpt'])(
    '%j is not, and says what to give',
    (words) => {
      expect(readEstimate(words, 'us-east-1').kind).toBe('unclear');
    },
  );

  it('knows where AWS serves a tune on demand', () => {
    const read = readEstimate('1 1 1', 'us-east-1');
    if (read.kind !== 'asked') throw new Error(read.kind);

    expect(servingChoice(read.base, 'us-east-1', read.traffic).notOnDemand).toBeUndefined();
    expect(servingChoice(read.base, 'eu-west-1', read.traffic).notOnDemand).toContain('us-east-1 only');
  });
});
