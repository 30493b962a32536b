import { type MicroUsd, parseUsd } from '../../money.ts';
import { parseS3Uri, type S3Uri } from '../../s3-uri.ts';
import { type MetricKind, parseMetricKind, type TargetMetric } from '../metrics/target-metric.ts';

/** What a judgement is asked to be; made by `parseJudgementForm` only. */
export interface JudgementRequest {
  /** Examples that training never saw. */
  readonly heldOut: S3Uri;
  readonly metric: TargetMetric;
  /** Pairs that the team labelled, for a judge model to be tried on; absent where there are none. */
  readonly labels?: S3Uri;
  /** Examples that the few-shot arm shows. */
  readonly shots: number;
  /** A person's own instruction in place of the one that Rung writes; empty for Rung's. */
  readonly ownPrompt: string;
  readonly requestsAMonth: number;
  /** What a point of the metric is worth a month; undefined when nobody said. */
  readonly worthAPoint: MicroUsd | undefined;
  /** Most that this judgement may cost. */
  readonly budget: MicroUsd;
}

/** What a person typed; an empty field is the empty text. */
export interface JudgementForm {
  readonly heldOut: string;
  readonly metric: string;
  readonly labelField: string;
  readonly rubric: string;
  readonly labels: string;
  readonly shots: string;
  readonly ownPrompt: string;
  readonly requestsAMonth: string;
  readonly worthAPointUsd: string;
  readonly budgetUsd: string;
}

export type JudgementField = keyof JudgementForm;

/** A request, or for each wrong field one sentence to show under it. */
export type ParsedJudgement =
  | { readonly kind: 'request'; readonly request: JudgementRequest }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Partial<Record<JudgementField, string>>> };

/** More examples than this make every answer dear and, past a handful, seldom better. */
const MOST_SHOTS = 20;
/** Said to the judge model twice for every answer. */
const LONGEST_RUBRIC = 2000;
const LONGEST_PROMPT = 4000;
const MOST_REQUESTS = 10_000_000_000;

export function parseJudgementForm(form: JudgementForm): ParsedJudgement {
  const heldOut = parseS3Uri(form.heldOut);
  const kind = parseMetricKind(form.metric);
  const shots = wholeNumber(form.shots, 1, MOST_SHOTS);
  const requestsAMonth = wholeNumber(form.requestsAMonth.replaceAll(',', ''), 1, MOST_REQUESTS);
  const worthAPoint = form.worthAPointUsd.trim() === '' ? undefined : parseUsd(form.worthAPointUsd);
  const budget = parseUsd(form.budgetUsd);
  const ownPrompt = form.ownPrompt.trim();
  const rubric = form.rubric.trim();
  const labels = form.labels.trim() === '' ? undefined : parseS3Uri(form.labels);
  const areLabelsFine = labels !== undefined || form.labels.trim() === '';
  const rubricFault = kind === 'rubric' ? faultOfRubric(rubric) : undefined;
  if (heldOut && kind && shots && requestsAMonth && budget && (worthAPoint || form.worthAPointUsd.trim() === '')) {
    const metric = metricOf(kind, { field: form.labelField.trim(), rubric });
    const money = { requestsAMonth, worthAPoint, budget };
    if (ownPrompt.length <= LONGEST_PROMPT && rubricFault === undefined && areLabelsFine)
      return {
        kind: 'request',
        request: { heldOut, metric, ...(labels ? { labels } : {}), shots, ownPrompt, ...money },
      };
  }
  const errors = {
    ...(heldOut
      ? {}
      : { heldOut: 'Not an S3 address that Bedrock takes. It looks like s3://bucket/path/held-out.jsonl.' }),
    ...(kind ? {} : { metric: 'Choose the number that this is decided by.' }),
    ...(shots ? {} : { shots: `A whole number from 1 to ${MOST_SHOTS}.` }),
    ...(requestsAMonth ? {} : { requestsAMonth: 'A whole number of requests, such as 30000.' }),
    ...(worthAPoint || form.worthAPointUsd.trim() === ''
      ? {}
      : { worthAPointUsd: 'An amount in US dollars above 0, or nothing.' }),
    ...(budget ? {} : { budgetUsd: 'An amount in US dollars above 0, such as 5 or 12.50.' }),
    ...(areLabelsFine
      ? {}
      : { labels: 'Not an S3 address. It looks like s3://bucket/path/labels.jsonl; or leave it empty.' }),
    ...(rubricFault === undefined ? {} : { rubric: rubricFault }),
    ...(ownPrompt.length <= LONGEST_PROMPT ? {} : { ownPrompt: `At most ${LONGEST_PROMPT} characters.` }),
  };
  return { kind: 'wrong', errors };
}

function faultOfRubric(rubric: string): string | undefined {
  if (rubric === '') return 'Say what makes an answer good, such as: names the clause, gives no advice.';
  return rubric.length <= LONGEST_RUBRIC ? undefined : `At most ${LONGEST_RUBRIC} characters.`;
}

function metricOf(kind: MetricKind, { field, rubric }: { field: string; rubric: string }): TargetMetric {
  switch (kind) {
    case 'accuracy':
    case 'macro-f1':
      return { kind, field };
    case 'exact-match':
    case 'json-fields':
      return { kind };
    case 'rubric':
      return { kind, rubric };
    default:
      return kind satisfies never;
  }
}

/** Undefined for what is no whole number in the range. */
function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}
