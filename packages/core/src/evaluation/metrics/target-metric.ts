/** The one number that a judgement is decided by, declared before anything is answered. `field` is empty where the whole answer is the label. */
export type TargetMetric =
  | { readonly kind: 'exact-match' }
  /** Share of the right answer's JSON fields that the answer has right; an answer that is no JSON object has none. */
  | { readonly kind: 'json-fields' }
  | { readonly kind: 'accuracy'; readonly field: string }
  | { readonly kind: 'macro-f1'; readonly field: string }
  /** A judge model prefers one of two answers, asked twice with the answers in both orders. */
  | { readonly kind: 'rubric'; readonly rubric: string };

/** Whether an answer can be better than another one and still not be right. */
export function hasPartialCredit({ kind }: TargetMetric): boolean {
  return kind === 'json-fields' || kind === 'rubric';
}

export type MetricKind = TargetMetric['kind'];

export const METRIC_KINDS = ['exact-match', 'json-fields', 'accuracy', 'macro-f1', 'rubric'] as const;

/** A metric's name as people read it. */
export const METRIC_WORDS: Readonly<Record<MetricKind, string>> = {
  'exact-match': 'exact match',
  'json-fields': 'JSON fields right',
  accuracy: 'accuracy',
  'macro-f1': 'macro-F1',
  rubric: 'preferred by the rubric',
};

export function metricWords(metric: TargetMetric): string {
  const field = 'field' in metric && metric.field !== '' ? ` of ${metric.field}` : '';
  return `${METRIC_WORDS[metric.kind]}${field}`;
}

export function parseMetricKind(text: string): MetricKind | undefined {
  return METRIC_KINDS.find((kind) => kind === text);
}
