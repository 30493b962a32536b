import { type BaseModel, findBaseModel, type Source } from '../../dataset/base-models.ts';
import type { FormErrors, FormPlace, LaunchForm } from '../launch-form.ts';
import type { Distillation, DistillationSource } from '../recipe.ts';
import { errorsOf, ok, type Read, readBudget, readFolder, readName, readNumber, readUri, wrong } from './fields.ts';

interface Teacher {
  readonly id: string;
  readonly name: string;
  /** Base models that AWS lets it teach, by the ids that customization takes. */
  readonly students: readonly string[];
}

const LLAMA_31_8B = 'meta.llama3-1-8b-instruct-v1:0:128k';
const LLAMA_32_SMALL = ['meta.llama3-2-1b-instruct-v1:0:128k', 'meta.llama3-2-3b-instruct-v1:0:128k'];

/**
 * Teachers that are left: Anthropic's are not offered any more, Nova Premier reached its end of life on 2026-09-14. The Llama pairs are
 * from the guide's table as of 2026-11-20; ListFoundationModels decides at run time whether both ends of a pair are still there.
 */
export const TEACHERS: readonly Teacher[] = [
  {
    id: 'amazon.nova-pro-v1:0',
    name: 'Nova Pro',
    students: ['amazon.nova-lite-v1:0:300k', 'amazon.nova-micro-v1:0:128k'],
  },
  {
    id: 'meta.llama3-1-405b-instruct-v1:0',
    name: 'Llama 3.1 405B',
    students: [LLAMA_31_8B, 'meta.llama3-1-70b-instruct-v1:0:128k', 'meta.llama3-3-70b-instruct-v1:0:128k'],
  },
  { id: 'meta.llama3-1-70b-instruct-v1:0', name: 'Llama 3.1 70B', students: [LLAMA_31_8B, ...LLAMA_32_SMALL] },
  { id: 'meta.llama3-3-70b-instruct-v1:0', name: 'Llama 3.3 70B', students: [LLAMA_31_8B, ...LLAMA_32_SMALL] },
];

export const TEACHERS_SOURCE: Source = {
  url: 'https://docs.aws.amazon.com/bedrock/latest/userguide/prequisites-model-distillation.html',
  asOf: '2026-11-20',
};

/** Ours: AWS names no limit for the teacher's answers, only that there is one. */
export const RESPONSE_TOKENS = {
  name: 'maxResponseLengthForInference',
  min: 1,
  max: 10_000,
  default: 1000,
  kind: 'whole',
} as const;

export const DISTILLATION_SOURCES = {
  prompts: 'Prompts in a file; the teacher answers them',
  logs: 'Logged calls; the teacher answers them anew',
  'logs-with-responses': 'Logged calls, with the answers that were logged',
} as const;

export interface Pair {
  /** What the form hands back. */
  readonly id: string;
  readonly teacher: Teacher;
  readonly student: BaseModel;
}

/** Teacher and student of a region, in the table's order. */
export function pairsIn(region: string): readonly Pair[] {
  return TEACHERS.flatMap((teacher) =>
    teacher.students.flatMap((id) => {
      const found = findBaseModel(id);
      if (found.kind !== 'tunable' || !found.model.regions.includes(region)) return [];
      return [{ id: `${teacher.id}>${id}`, teacher, student: found.model }];
    }),
  );
}

export function readDistillation(form: LaunchForm, place: FormPlace): Distillation | FormErrors {
  const name = readName(form);
  const pair = readPair(form.pair ?? '', place.region);
  const dataset = readSource(form);
  const maxResponseTokens = readNumber(form.maxResponseTokens, RESPONSE_TOKENS, 'Distillation');
  const budgetUsd = readBudget(form);
  const errors = errorsOf({ name, pair, dataset, maxResponseTokens, budgetUsd });
  if ('wrong' in name || 'wrong' in pair || 'wrong' in dataset) return errors;
  if ('wrong' in maxResponseTokens || 'wrong' in budgetUsd) return errors;
  const { teacher, student } = pair.ok;
  return {
    kind: 'distillation',
    name: name.ok,
    region: place.region,
    teacher: { id: teacher.id, name: teacher.name },
    base: student,
    source: dataset.ok,
    maxResponseTokens: maxResponseTokens.ok,
    budget: budgetUsd.ok,
  };
}

function readPair(id: string, region: string): Read<Pair> {
  const pair = pairsIn(region).find((candidate) => candidate.id === id);
  if (pair) return ok(pair);
  const offered = pairsIn(region).map(({ teacher, student }) => `${teacher.name} to ${student.name}`);
  const what = offered.length > 0 ? `AWS offers ${offered.join(', ')}` : 'AWS offers no pair';
  return wrong(`Not a pair of teacher and student in ${region}. ${what} there.`);
}

function readSource(form: LaunchForm): Read<DistillationSource> {
  const source = form.source || 'prompts';
  if (source === 'prompts') {
    const uri = readUri(form.dataset, 's3://bucket/path/prompts.jsonl');
    return 'wrong' in uri ? uri : ok({ kind: 'prompts', uri: uri.ok });
  }
  const folder = readFolder(form.dataset, 's3://bucket/AWSLogs/123456789012/BedrockModelInvocationLogs/');
  if ('wrong' in folder) return folder;
  return ok({ kind: 'invocation-logs', folder: folder.ok, usesResponses: source === 'logs-with-responses' });
}
