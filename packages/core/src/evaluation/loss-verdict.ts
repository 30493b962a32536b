/** One row of the metrics that a customization job writes. `epoch` counts from 0, as Bedrock writes it; loss is cross-entropy in nats per token. */
export interface LossPoint {
  readonly step: number;
  readonly epoch: number;
  readonly loss: number;
}

/** Both curves of a run, oldest row first; `validation` is empty where there was no validation set. */
export interface Losses {
  readonly training: LossPoint[];
  readonly validation: LossPoint[];
}

/** What the curves say of a run. Losses are rounded to nothing here; `epochs` are counted from 1, as people count. */
export type LossVerdict =
  | {
      readonly kind: 'learned';
      readonly from: number;
      readonly to: number;
      readonly measuredOn: 'validation' | 'training';
      readonly flatFromStep: number | undefined;
    }
  | { readonly kind: 'overfit'; readonly best: number; readonly last: number; readonly afterEpoch: number }
  | { readonly kind: 'flat'; readonly from: number; readonly to: number }
  | { readonly kind: 'unstable'; readonly from: number; readonly to: number }
  | { readonly kind: 'unreadable'; readonly why: string };

/** A validation loss this far above its best is overfitting rather than noise. */
const OVERFIT_RISE = 0.02;
/** A run whose loss falls by less than this learned nothing to speak of. */
const FLAT_DROP = 0.05;
/** From here on the validation loss is as good as at its best. */
const PLATEAU = 0.01;

/** Judges a run by its losses, oldest row first. Loss is a proxy: a verdict here says what was learned, not whether it beats a good prompt. */
export function judgeLosses(curve: { training: readonly LossPoint[]; validation: readonly LossPoint[] }): LossVerdict {
  const { training, validation } = curve;
  if (training.length < 2) return { kind: 'unreadable', why: 'The job wrote fewer than two training losses.' };
  const from = meanLoss(training.slice(0, edge(training)));
  const to = meanLoss(training.slice(-edge(training)));
  if (![...training, ...validation].every(({ loss }) => Number.isFinite(loss)) || to > from * (1 + OVERFIT_RISE))
    return { kind: 'unstable', from, to };
  const [first] = validation;
  if (first && validation.length >= 2) return judgeValidation(validation, first);
  return to > from * (1 - FLAT_DROP)
    ? { kind: 'flat', from, to }
    : { kind: 'learned', from, to, measuredOn: 'training', flatFromStep: undefined };
}

function judgeValidation(validation: readonly LossPoint[], first: LossPoint): LossVerdict {
  const best = validation.reduce((lowest, point) => (point.loss < lowest.loss ? point : lowest), first);
  const last = validation.at(-1) ?? first;
  if (last.loss > best.loss * (1 + OVERFIT_RISE))
    return { kind: 'overfit', best: best.loss, last: last.loss, afterEpoch: best.epoch + 1 };
  if (best.loss > first.loss * (1 - FLAT_DROP)) return { kind: 'flat', from: first.loss, to: best.loss };
  const plateau = validation.find((point) => point.loss <= best.loss * (1 + PLATEAU));
  const flatFromStep = plateau && plateau.step < last.step ? plateau.step : undefined;
  return { kind: 'learned', from: first.loss, to: best.loss, measuredOn: 'validation', flatFromStep };
}

/** The first and last tenth of a curve, at least one point: single steps are noisy. */
const edge = (points: readonly LossPoint[]) => Math.max(1, Math.floor(points.length / 10));

const meanLoss = (points: readonly LossPoint[]) => points.reduce((sum, point) => sum + point.loss, 0) / points.length;
