import type { BaseModel } from '../base-models.ts';
import type { DatasetReport } from '../dataset-report.ts';
import { minimumRecords, thousands } from '../judge.ts';
import type { RuleId } from '../rules.ts';
import { redactText } from '../sensitive/redact-text.ts';
import type { LabelField, Layout, RepairPlan, SplitPlan } from './repair-plan.ts';
import { holdOutPercent } from './share-curve.ts';

export type RepairStepId = 'take-apart' | 'clean' | 'convert' | 'leave-out' | 'repeats' | 'limit' | 'split';

/** One thing that the repair would do. */
export interface RepairStep {
  readonly id: RepairStepId;
  /** What it does, in one sentence. */
  readonly sentence: string;
}

/** What can be offered for a checked file. */
export interface RepairOffer {
  readonly plan: RepairPlan;
  /** Empty where there is nothing that a copy would do better. */
  readonly steps: readonly RepairStep[];
  /** Rules that spoke and that no copy settles: a person has to. */
  readonly forPeople: readonly RuleId[];
}

/** What the copy is for, and what is asked of it beyond what the model needs. */
export interface WantedRepair {
  readonly model: BaseModel;
  readonly seed: string;
  /** The model's own when absent. */
  readonly layout?: Layout | undefined;
  /** Replaces personal data and secrets by what they are. */
  readonly redacts?: boolean;
}

/** What a repair does about a rule; a rule that is not named here is for people. */
const REMEDIES: Readonly<Partial<Record<RuleId, RepairStepId>>> = {
  'json-array': 'take-apart',
  csv: 'take-apart',
  'csv-row': 'leave-out',
  'json-spread': 'take-apart',
  bom: 'clean',
  crlf: 'clean',
  'stray-cr': 'clean',
  'blank-line': 'clean',
  'comma-between-lines': 'clean',
  'trailing-garbage': 'clean',
  'wrong-format': 'convert',
  'wrong-type': 'convert',
  roles: 'convert',
  'line-too-long': 'leave-out',
  utf8: 'leave-out',
  nul: 'leave-out',
  'lone-surrogate': 'leave-out',
  'json-syntax': 'leave-out',
  depth: 'leave-out',
  'duplicate-key': 'leave-out',
  'proto-key': 'leave-out',
  'number-range': 'leave-out',
  'not-object': 'leave-out',
  'missing-field': 'leave-out',
  alternation: 'leave-out',
  'last-not-assistant': 'leave-out',
  'reserved-word': 'leave-out',
  'empty-text': 'leave-out',
  media: 'leave-out',
  'tool-use': 'leave-out',
  'too-long': 'leave-out',
  duplicate: 'repeats',
  'too-many-records': 'limit',
};

/** Files that no repair opens. */
const SHUT = new Set<DatasetReport['format']>(['gzip', 'zip', 'parquet', 'binary', 'markup', 'utf-16', 'empty']);

/** What a repaired copy of the file that `report` is about would do; asks nothing of the file itself. */
export function repairPlanFor(report: DatasetReport, wanted: WantedRepair): RepairOffer {
  const { model, seed } = wanted;
  const rules = Object.keys(report.countsByRule) as RuleId[];
  const forPeople = rules.filter((rule) => REMEDIES[rule] === undefined);
  const layout = wanted.layout ?? layoutFor(model);
  const split = splitFor(report, { model, seed });
  const redact = wanted.redacts ? { redact: redactText } : {};
  const plan: RepairPlan = { model, layout, duplicates: 'leave-out', contradictions: 'list', split, ...redact };
  if (SHUT.has(report.format)) return { plan: { ...plan, split: undefined }, steps: [], forPeople };
  const ids = ['take-apart', 'clean', 'convert', 'leave-out', 'repeats', 'limit'] as const;
  const steps = ids.flatMap((id) => {
    const spoken = rules.filter((rule) => REMEDIES[rule] === id);
    return spoken.length === 0 ? [] : [{ id, sentence: sentenceFor(id, { spoken, report, plan }) }];
  });
  return { plan, steps: split ? [...steps, splitStep(report, model, split)] : steps, forPeople };
}

/** The layout that the model is tuned on, of those that a copy can be written in. */
function layoutFor({ formats }: BaseModel): Layout {
  const [wanted] = formats;
  if (wanted === 'prompt-completion' || wanted === 'openai-chat') return wanted;
  return wanted === 'instruction' ? 'prompt-completion' : 'conversation';
}

/** Files of which nobody knows how many records they have before they are taken apart. */
const UNREAD: readonly RuleId[] = ['json-array', 'json-spread', 'csv'];

/** A split is offered where training would still have what it needs; of an array's records nobody knows before. */
function splitFor(report: DatasetReport, { model, seed }: { model: BaseModel; seed: string }): SplitPlan | undefined {
  const isUnread = UNREAD.some((rule) => report.countsByRule[rule] !== undefined);
  // Without an outlook the report is of a validation set, which nobody divides.
  if (!report.outlook || (!isUnread && report.records <= minimumRecords(model))) return undefined;
  return { seed, label: labelOf(report) };
}

/** The label with the most values: what is stratified by it is nearly so by coarser ones that go with it. */
function labelOf({ shape }: DatasetReport): LabelField | undefined {
  if (shape.completions.kind === 'prose' || shape.completions.kind === 'none') return undefined;
  const fields = shape.labels.map(({ field, counts }) => ({ field, values: Object.keys(counts).sort() }));
  const several = fields.filter(({ values }) => values.length > 1);
  return several.reduce<LabelField | undefined>((a, b) => (a && a.values.length >= b.values.length ? a : b), undefined);
}

interface Spoken {
  readonly spoken: readonly RuleId[];
  readonly report: DatasetReport;
  readonly plan: RepairPlan;
}

const LAYOUT_NAMES: Readonly<Record<Layout, string>> = {
  conversation: 'conversations of content blocks',
  'prompt-completion': 'prompts with their completions',
  'openai-chat': 'chats in OpenAI’s layout',
};

function sentenceFor(id: Exclude<RepairStepId, 'split'>, { spoken, report, plan }: Spoken): string {
  const counts = spoken.map((rule) => `${rule} ${thousands(report.countsByRule[rule] ?? 0)}`).join(', ');
  const total = spoken.reduce((sum, rule) => sum + (report.countsByRule[rule] ?? 0), 0);
  switch (id) {
    case 'take-apart':
      return 'Write each record on a line of its own; what else is wrong shows only then, and is treated likewise.';
    case 'clean':
      return `Take away what stands around the records and between the lines, where that loses nothing (${counts}).`;
    case 'convert':
      return `Write records that are laid out otherwise as ${LAYOUT_NAMES[plan.layout]}, and leave out what cannot be (${counts}).`;
    case 'leave-out':
      return `Leave out up to ${thousands(total)} records and lines that only a person can mend, each listed with its reason (${counts}).`;
    case 'repeats':
      return `Keep the first of records that repeat each other and leave out ${thousands(total)}.`;
    case 'limit':
      return `Keep ${thousands(plan.model.records.max)} records, which is what ${plan.model.name} takes, chosen by hash.`;
  }
}

function splitStep(report: DatasetReport, model: BaseModel, { label }: SplitPlan): RepairStep {
  const by = label ? `, each with its share of every ${label.field === '' ? 'answer' : `value of ${label.field}`}` : '';
  const percent = holdOutPercent(Math.min(report.records, model.records.sumMax));
  const held = model.validationSet
    ? `about ${percent} % for validation and ${percent / 2} % for a test that training never sees`
    : `about ${percent} % for a test that training never sees (${model.name} is tuned without a validation set)`;
  return { id: 'split', sentence: `Hold out ${held}${by}; prompts that are alike stay together.` };
}
