import { judgeArms, type Verdict } from '@rung/core/evaluation/judgement/verdict.ts';
import { usd } from '@rung/core/money.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { print } from '../../../faults/print.ts';
import { evidence } from './build-evidence.ts';

/** A judgement as chance deals it: how good each arm truly is, and how much what is hard for one is hard for the other. */
interface Dealt {
  readonly examples: number;
  readonly prompt: number;
  readonly fewShot: number;
  readonly tuned: number;
  /** Share of the examples that all arms get right or wrong together. */
  readonly shared: number;
  /** Steps in which an answer is scored: 1 is right or wrong. */
  readonly steps: 1 | 4;
  readonly serving: 'on-demand' | 'provisioned';
  readonly seed: number;
}

const share = (from: number, to: number) =>
  fc.integer({ min: from * 100, max: to * 100 }).map((percent) => percent / 100);
const dealtWith = (gain: fc.Arbitrary<number>): fc.Arbitrary<Dealt> =>
  fc
    .record({
      examples: fc.integer({ min: 60, max: 240 }),
      fewShot: share(0.3, 0.9),
      below: share(0.05, 0.25),
      gain,
      shared: share(0, 0.8),
      steps: fc.constantFrom(1, 1, 4),
      serving: fc.constantFrom('on-demand', 'provisioned'),
      seed: fc.nat(),
    })
    .map(({ fewShot, below, gain: by, ...rest }) => ({
      ...rest,
      ...{ fewShot, prompt: fewShot - below, tuned: Math.min(1, fewShot + by) },
    }));

/** Numbers from 0 up to 1 that nothing of ours has made (Tommy Ettinger's mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function judge({ examples, prompt, fewShot, tuned, shared, steps, serving, seed }: Dealt): Verdict {
  const roll = dice(seed);
  const scores = Array.from({ length: examples }, () => {
    const [isShared, together] = [roll() < shared, Array.from({ length: steps }, roll)];
    const of = (skill: number) => together.filter((one) => (isShared ? one : roll()) < skill).length / steps;
    return { prompt: of(prompt), fewShot: of(fewShot), tuned: of(tuned) };
  });
  const arms = {
    prompt: scores.map((one) => one.prompt),
    'few-shot': scores.map((one) => one.fewShot),
    tuned: scores.map((one) => one.tuned),
  };
  return judgeArms(evidence(arms, { serving, seed: String(seed) }));
}

/** As many judgements as fit, of as many dealt. */
const verdicts = (gain: number, runs: number, fits: (dealt: Dealt) => boolean = () => true) =>
  fc
    .sample(dealtWith(fc.constant(gain)), { numRuns: runs, seed: 7 })
    .filter(fits)
    .map((dealt) => ({ dealt, verdict: judge(dealt) }));
const shareOf = (all: readonly { verdict: Verdict }[], is: (verdict: Verdict) => boolean) =>
  all.filter(({ verdict }) => is(verdict)).length / all.length;
const says = (kind: Verdict['kind']) => (verdict: Verdict) => verdict.kind === kind;

describe('a tuned model that is no better than few-shot', () => {
  const RUNS = 600;

  it('ships no oftener than the level allows, and is called too close else', () => {
    const all = verdicts(0, RUNS);

    const [shipped, close] = [shareOf(all, says('ship')), shareOf(all, says('too-close'))];
    print(`no difference, ${RUNS} judgements`, { 'shipped, per mille': shipped * 1000, 'too close': close * 1000 });
    // Two-sided 5 %: half of it on the side that ships.
    expect(shipped).toBeLessThanOrEqual(0.025);
    expect(close).toBeGreaterThanOrEqual(0.95);
  });

  it('leaves few-shot to be kept where few-shot is clearly better than the prompt', () => {
    const all = verdicts(0, 300, ({ examples, prompt, fewShot }) => examples >= 150 && fewShot - prompt >= 0.2);

    const kept = shareOf(all, (verdict) => verdict.kind === 'too-close' && verdict.arm === 'few-shot');
    print(`no difference, few-shot 20 points above the prompt, ${all.length} judgements: few-shot kept ${kept}`);
    expect(all.length).toBeGreaterThan(20);
    expect(kept).toBeGreaterThanOrEqual(0.9);
  });

  it('never ships when the answers are as good in sum, whatever it costs', () => {
    const arms = fc.array(fc.constantFrom(0, 0.25, 0.5, 1), { minLength: 30, maxLength: 120 });
    fc.assert(
      fc.property(arms, fc.nat(), fc.constantFrom('on-demand', 'provisioned'), (fewShot, by, serving) => {
        const tuned = fewShot.map((_, at) => fewShot[(at + by) % fewShot.length] ?? 0);
        const prompt = fewShot.map(() => 0);

        const verdict = judgeArms(evidence({ prompt, 'few-shot': fewShot, tuned }, { serving }));

        expect(verdict.kind).toBe('too-close');
      }),
      { numRuns: 60 },
    );
  });
});

describe('a tuned model that is truly better', () => {
  it('ships, by 25 points and on 150 examples or more', () => {
    const all = verdicts(0.25, 250, ({ examples, tuned, fewShot }) => examples >= 150 && tuned - fewShot >= 0.249);

    const shipped = shareOf(all, says('ship'));
    print(`25 points better, ${all.length} judgements: shipped ${shipped}`);
    expect(all.length).toBeGreaterThan(60);
    expect(shipped).toBeGreaterThanOrEqual(0.97);
  });

  it('is not shipped when a point costs more than it is worth, and few-shot is kept', () => {
    const halves = (right: number) => Array.from({ length: 200 }, (_, at) => (at < right ? 1 : 0));
    fc.assert(
      fc.property(fc.integer({ min: 140, max: 200 }), fc.integer({ min: 100, max: 110 }), (tuned, fewShot) => {
        const arms = { prompt: halves(60), 'few-shot': halves(fewShot), tuned: halves(tuned) };

        const verdict = judgeArms(evidence(arms, { serving: 'provisioned', worthAPoint: usd('1') }));

        expect(verdict).toMatchObject({ kind: 'keep', arm: 'few-shot', because: 'not-worth-it' });
      }),
      { numRuns: 20 },
    );
  });
});
