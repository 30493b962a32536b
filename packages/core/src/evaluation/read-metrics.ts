import type { LossPoint } from './loss-verdict.ts';

/**
 * Reads `step_wise_training_metrics.csv` or `validation_metrics.csv` as a Bedrock customization job writes them: a header with
 * `step_number`, `epoch_number` and `training_loss` or `validation_loss`, in any order, other columns ignored
 * (docs.aws.amazon.com/bedrock/latest/userguide/model-customization-analyze.html, read 2026-11-20). Undefined when a column is missing
 * or a row is no number.
 */
export function readMetrics(csv: string): LossPoint[] | undefined {
  const [head, ...rows] = csv
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const names = head?.split(',').map((name) => name.trim()) ?? [];
  const [step, epoch] = [names.indexOf('step_number'), names.indexOf('epoch_number')];
  const loss = names.findIndex((name) => name === 'training_loss' || name === 'validation_loss');
  if (step < 0 || epoch < 0 || loss < 0) return undefined;
  const points = rows.map((row) => {
    const cells = row.split(',');
    return { step: Number(cells[step]), epoch: Number(cells[epoch]), loss: Number(cells[loss]) };
  });
  return points.every(
    (point) => Number.isInteger(point.step) && Number.isInteger(point.epoch) && !Number.isNaN(point.loss),
  )
    ? points
    : undefined;
}
