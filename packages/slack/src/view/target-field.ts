import { METRIC_WORDS, type MetricKind, parseMetricKind } from '@rung/core/evaluation/metrics/target-metric.ts';
import type { InputBlock } from '@slack/types';
import { FIELD_ACTION } from '../action-ids.ts';
import { plain } from './blocks.ts';
import type { FormState } from './launch-form.ts';

const BLOCK = 'target';

/** The metrics that people choose from. */
export const OFFERED_METRICS = [
  'exact-match',
  'json-fields',
  'accuracy',
  'macro-f1',
  'rubric',
] as const satisfies readonly MetricKind[];

export const metricOption = (kind: MetricKind) => ({ text: plain(METRIC_WORDS[kind], 75), value: kind });

/** The number that the tuned model will be judged by, declared before it is trained. */
export function targetField(): InputBlock {
  return {
    type: 'input',
    block_id: BLOCK,
    optional: true,
    label: plain('What it has to get better at', 2000),
    hint: plain('The number that decides when it is judged against a good prompt and few-shot.', 2000),
    element: { type: 'static_select', action_id: FIELD_ACTION, options: OFFERED_METRICS.map(metricOption) },
  };
}

export function readTarget(values: FormState): MetricKind | undefined {
  return parseMetricKind(values[BLOCK]?.[FIELD_ACTION]?.selected_option?.value ?? '');
}
