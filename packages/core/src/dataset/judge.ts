import type { BaseModel } from './base-models.ts';
import type { CompletionKind, Judgement, LabelCounts, TrainingOutlook, TuningMethod } from './dataset-report.ts';
import type { TokenRange } from './estimate-tokens.ts';
import type { Severity } from './rules.ts';

/**
 * Fewer than 50 examples are a blocker, under 100 weak (AWS's Nova guide recommends 100 for each task:
 * docs.aws.amazon.com/nova/latest/userguide/fine-tune-prepare-data-understanding.html), good from 300.
 */
export const ENOUGH = { floor: 50, workable: 100, good: 300, plenty: 5_000 } as const;

/** A class is imbalanced when the most frequent one is this many times as frequent. */
export const IMBALANCE_TIMES = 10;

/** The verdict that follows from the worst finding. */
export function judgementOf(worst: Severity | undefined): Judgement {
  if (worst === 'error') return 'not-ready';
  return worst === 'warning' ? 'ready-with-care' : 'ready';
}

/** What is known of the set when all of it is read. */
export interface Whole {
  readonly model: BaseModel;
  readonly method: TuningMethod;
  readonly records: number;
  readonly tokens: TokenRange;
  readonly completions: CompletionKind;
  readonly labels: readonly LabelCounts[];
}

/** What a run over the set would be: enough examples or not, tokens billed, steps. */
export function outlookOf(whole: Whole): TrainingOutlook {
  const { model, records, tokens } = whole;
  const epochs = model.hyperParameters.find(({ name }) => name === 'epochCount')?.default ?? 1;
  const batchSize = model.hyperParameters.find(({ name }) => name === 'batchSize')?.default;
  const times = (n: number) => Math.round(n * epochs);
  const billed = { estimate: times(tokens.estimate), low: times(tokens.low), high: times(tokens.high) };
  const steps = batchSize === undefined ? undefined : Math.ceil(records / batchSize) * epochs;
  const examples = whole.method === 'cpt' ? 'good' : enough(records, model);
  const facts = [
    ...(whole.method === 'cpt' ? [] : [enoughSentence(records, model), ...classSentences(whole)]),
    ...billingSentences(whole, { epochs, billed, steps }),
  ];
  return { examples, epochs, tokens: billed, steps, facts };
}

function billingSentences(
  { model, method }: Whole,
  { epochs, billed, steps }: { epochs: number; billed: TokenRange; steps: number | undefined },
): string[] {
  switch (method) {
    case 'reinforcement-fine-tuning':
      return [
        'Reinforcement fine-tuning is billed by the hour: how long it takes depends on the answers and the grader, not on these tokens.',
      ];
    case 'distillation':
      return [
        'Distillation bills the teacher’s answers and the student’s training; prompts with answers of their own save the first.',
      ];
    case 'cpt':
      return [
        'Continued pre-training runs on SageMaker and is billed by the instance hour; Bedrock offers it no longer.',
      ];
    case 'fine-tuning':
      break;
    default:
      method satisfies never;
  }
  if (model.family === 'JumpStart') return ['JumpStart trains on an instance of yours and is billed by its hour.'];
  return [
    `${model.name} trains ${epochs} epochs by default: about ${thousands(billed.estimate)} billed tokens (${thousands(billed.low)} to ${thousands(billed.high)}).`,
    steps === undefined
      ? 'AWS does not name the batch size of this model, so the number of steps is not known beforehand.'
      : `That is ${thousands(steps)} steps.`,
  ];
}

/** The most that stands in the way: AWS's own minimum or the floor below which nothing is learnt. */
export function minimumRecords(model: BaseModel): number {
  return Math.max(model.records.min, ENOUGH.floor);
}

function enough(records: number, model: BaseModel): TrainingOutlook['examples'] {
  if (records < minimumRecords(model)) return 'blocked';
  if (records < ENOUGH.workable) return 'weak';
  return records < ENOUGH.good ? 'workable' : 'good';
}

function enoughSentence(records: number, model: BaseModel): string {
  switch (enough(records, model)) {
    case 'blocked':
      return `${thousands(records)} examples are too few: ${model.name} takes no job under ${model.records.min}, and under ${ENOUGH.floor} a tune is luck.`;
    case 'weak':
      return `${thousands(records)} examples are few: AWS recommends ${ENOUGH.workable} or more for each task.`;
    case 'workable':
      return `${thousands(records)} examples are workable for one narrow task; from ${ENOUGH.good} on it is comfortable.`;
    case 'good':
      return records > ENOUGH.plenty
        ? `${thousands(records)} examples are plenty; past ${thousands(ENOUGH.plenty)} clean ones more rarely helps.`
        : `${thousands(records)} examples are enough for one narrow task, if they are clean.`;
  }
}

function classSentences({ completions, labels }: Whole): string[] {
  if (completions.kind === 'prose' || completions.kind === 'none') return [];
  const few = labels.flatMap(({ field, counts }) => {
    const sizes = Object.values(counts);
    const rare = sizes.filter((count) => count < ENOUGH.floor).length;
    return rare === 0 ? [] : [`${rare} of ${sizes.length} ${field === '' ? 'answers' : `values of ${field}`}`];
  });
  if (few.length === 0) return [];
  return [`Fewer than ${ENOUGH.floor} examples have ${few.join(', ')}; 50 to 200 for each is the usual advice.`];
}

export function thousands(n: number): string {
  // Not toLocaleString, whose first call takes longer than checking a thousand records.
  return String(Math.round(n)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
