import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import { parseDimensions, type WireDimensions } from './dimensions.ts';
import { type Aggregate, combine, type MetricStore } from './metric-store.ts';
import { epochMs } from './statistics.ts';

interface Datum {
  readonly MetricName: string;
  readonly Dimensions?: WireDimensions;
  readonly Timestamp?: number;
  readonly Value?: number;
  readonly StatisticValues?: { SampleCount: number; Sum: number; Minimum: number; Maximum: number };
  readonly Values?: readonly number[];
  readonly Counts?: readonly number[];
  readonly Unit?: string;
  readonly StorageResolution?: number;
}

/** Limits of PutMetricData (CloudWatch API Reference, PutMetricData and MetricDatum, read 2026-11). */
const MAX_DATA = 1000;
const MAX_VALUES = 150;
const MAX_PAST_MS = 14 * 86_400_000;
const MAX_FUTURE_MS = 2 * 3_600_000;
const MAX_MAGNITUDE = 2 ** 360;

/** PutMetricData: all of its data are checked before any is kept. */
export function putMetricData(store: MetricStore, input: Record<string, unknown>, nowMs: number): object {
  const namespace = String(input['Namespace']);
  const data = (input['MetricData'] ?? []) as readonly Datum[];
  if (input['EntityMetricData'] !== undefined) throw notInSandbox('cloudwatch', 'PutMetricData with EntityMetricData');
  if (namespace.startsWith('AWS/')) throw invalid(`The value ${namespace} for parameter Namespace is invalid.`);
  if (data.length === 0) throw missing('The parameter MetricData is required.');
  if (data.length > MAX_DATA) throw invalid(`The collection MetricData must not have a size greater than ${MAX_DATA}.`);
  const parsed = data.map((datum, index) => parseDatum(datum, `MetricData.member.${index + 1}`, nowMs));
  for (const { name, values } of parsed) store.add({ ...name, namespace }, values);
  return {};
}

function parseDatum(datum: Datum, place: string, nowMs: number) {
  if (datum.StorageResolution === 1) throw notInSandbox('cloudwatch', 'PutMetricData with StorageResolution 1');
  const atMs = datum.Timestamp === undefined ? nowMs : epochMs(datum.Timestamp);
  if (atMs < nowMs - MAX_PAST_MS || atMs > nowMs + MAX_FUTURE_MS)
    throw invalid(
      `The parameter ${place}.Timestamp must specify a time within the past two weeks and no more than two hours in the future.`,
    );
  const values = parseValues(datum, place, atMs);
  const numbers = [values.count, values.sum, values.min, values.max];
  if (numbers.some((number) => !(Math.abs(number) <= MAX_MAGNITUDE)))
    throw invalid(`The parameter ${place} must have values between -2^360 and 2^360.`);
  const dimensions = parseDimensions(datum.Dimensions);
  return { name: { metric: datum.MetricName, dimensions, unit: datum.Unit ?? 'None' }, values };
}

function parseValues(datum: Datum, place: string, atMs: number): Aggregate {
  const { Value, Values, StatisticValues } = datum;
  const given = [Value, Values, StatisticValues].filter((member) => member !== undefined).length;
  if (given === 0) throw missing(`One of Value, Values and StatisticValues of ${place} is required.`);
  if (given > 1)
    throw new AwsError(
      'InvalidParameterCombinationException',
      `The parameters ${place}.Value, Values and StatisticValues are mutually exclusive and you have specified more than one.`,
    );
  if (Value !== undefined) return { atMs, count: 1, sum: Value, min: Value, max: Value };
  if (StatisticValues) {
    const { SampleCount, Sum, Minimum, Maximum } = StatisticValues;
    if (!(SampleCount > 0)) throw invalid(`The parameter ${place}.StatisticValues.SampleCount must be above 0.`);
    return { atMs, count: SampleCount, sum: Sum, min: Minimum, max: Maximum };
  }
  return parseArrays(Values ?? [], { place, atMs, counts: datum.Counts });
}

function parseArrays(
  values: readonly number[],
  { place, atMs, counts }: { place: string; atMs: number; counts: readonly number[] | undefined },
): Aggregate {
  if (values.length > MAX_VALUES)
    throw invalid(`The collection ${place}.Values must not have a size greater than ${MAX_VALUES}.`);
  if (counts && counts.length !== values.length)
    throw invalid(`The parameters ${place}.Values and ${place}.Counts must be of the same length.`);
  const each = values.map((value, index): Aggregate => {
    const count = counts?.[index] ?? 1;
    return { atMs, count, sum: value * count, min: value, max: value };
  });
  const [first, ...rest] = each;
  if (!first || each.some(({ count }) => !(count > 0)))
    throw invalid(`The parameter ${place}.Values must not be empty, and its counts must be above 0.`);
  return rest.reduce(combine, first);
}

const invalid = (message: string) => new AwsError('InvalidParameterValueException', message);
const missing = (message: string) => new AwsError('MissingRequiredParameterException', message);
