import { judgeLosses, type LossPoint } from '@rung/core/evaluation/loss-verdict.ts';
import { readMetrics } from '@rung/core/evaluation/read-metrics.ts';
import { thinCurve } from '@rung/core/evaluation/thin-curve.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** A curve from losses, ten steps an epoch. */
const curve = (losses: readonly number[]): LossPoint[] =>
  losses.map((loss, step) => ({ step, epoch: Math.floor(step / 10), loss }));
const falling = curve(Array.from({ length: 40 }, (_, step) => 3 * 0.95 ** step));

describe('what the losses say', () => {
  it('is learned, with where it went flat, when validation falls and stays', () => {
    const validation = [
      { step: 9, epoch: 0, loss: 2 },
      { step: 19, epoch: 1, loss: 1.1 },
      { step: 29, epoch: 2, loss: 1.095 },
      { step: 39, epoch: 3, loss: 1.1 },
    ];

    expect(judgeLosses({ training: falling, validation })).toEqual({
      kind: 'learned',
      from: 2,
      to: 1.095,
      measuredOn: 'validation',
      flatFromStep: 19,
    });
  });

  it('is overfit after the epoch of the best validation loss, when it rises from there', () => {
    const validation = [
      { step: 9, epoch: 0, loss: 2 },
      { step: 19, epoch: 1, loss: 1.2 },
      { step: 29, epoch: 2, loss: 1.5 },
    ];

    expect(judgeLosses({ training: falling, validation })).toEqual({
      kind: 'overfit',
      best: 1.2,
      last: 1.5,
      afterEpoch: 2,
    });
  });

  it('is flat when the validation loss hardly moves', () => {
    const validation = [
      { step: 9, epoch: 0, loss: 2 },
      { step: 39, epoch: 3, loss: 1.98 },
    ];

    expect(judgeLosses({ training: falling, validation }).kind).toBe('flat');
  });

  it('says that overfitting cannot be seen without a validation set', () => {
    expect(judgeLosses({ training: falling, validation: [] })).toMatchObject({
      kind: 'learned',
      measuredOn: 'training',
    });
  });

  it('is unstable when the loss rises or is no number', () => {
    expect(judgeLosses({ training: [...falling].reverse(), validation: [] }).kind).toBe('unstable');
    expect(judgeLosses({ training: [...falling, { step: 40, epoch: 4, loss: Number.NaN }], validation: [] }).kind).toBe(
      'unstable',
    );
  });

  it('is unreadable with fewer than two points', () => {
    expect(judgeLosses({ training: falling.slice(0, 1), validation: [] }).kind).toBe('unreadable');
  });

  it('never calls a run learned whose last validation loss is far above its best', () => {
    const losses = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 2, maxLength: 30 });
    const law = (values: number[]) => {
      const verdict = judgeLosses({ training: falling, validation: curve(values) });
      const best = Math.min(...values);
      fc.pre((values.at(-1) ?? 0) > best * 1.021);

      expect(verdict.kind).not.toBe('learned');
    };

    fc.assert(fc.property(losses, law));
  });
});

describe('a metrics file', () => {
  it('is read by the names of its columns, in any order', () => {
    expect(readMetrics('epoch_number,perplexity,step_number,training_loss\r\n0,7.3,1,1.99\n')).toEqual([
      { step: 1, epoch: 0, loss: 1.99 },
    ]);
  });

  it.each(['step_number,loss\n1,2\n', 'step_number,epoch_number,training_loss\none,0,2\n', ''])(
    'is refused when a column or a number is missing: %j',
    (csv) => {
      expect(readMetrics(csv)).toBeUndefined();
    },
  );
});

describe('a thinned curve', () => {
  it('has at most as many points as asked, ends where the curve ends, and keeps its mean', () => {
    const law = (losses: number[], most: number) => {
      const points = curve(losses);
      const thin = thinCurve(points, most);
      const mean = (of: readonly LossPoint[]) => of.reduce((sum, point) => sum + point.loss, 0) / of.length;

      expect(thin.length).toBeLessThanOrEqual(most);
      expect(thin.at(-1)?.step).toBe(points.at(-1)?.step);
      if (points.length % most === 0) expect(mean(thin)).toBeCloseTo(mean(points), 9);
    };

    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 20 }),
        law,
      ),
    );
  });
});
