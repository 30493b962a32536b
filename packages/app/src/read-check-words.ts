import { type BaseModel, findBaseModel } from '@rung/core/dataset/base-models.ts';
import type { TuningMethod } from '@rung/core/dataset/dataset-report.ts';
import { jumpStartModel } from '@rung/core/dataset/jumpstart-model.ts';
import { assumedModel, TUNING_METHODS } from '@rung/core/dataset/method-rules.ts';
import { parseS3Uri, type S3Uri } from '@rung/core/s3-uri.ts';

/** What is to be checked, and for what. */
export interface CheckErrand {
  readonly kind: 'errand';
  readonly model: BaseModel;
  readonly method: TuningMethod;
  readonly training: S3Uri;
  readonly validation: S3Uri | undefined;
  readonly evaluation: S3Uri | undefined;
  /** Calls that production logged. */
  readonly logged: S3Uri | undefined;
  readonly nearDuplicates: boolean;
}

/** Words that were not understood, in one sentence. */
export interface UnclearCheck {
  readonly kind: 'unclear';
  readonly why: string;
}

const USAGE =
  'Give me an S3 address, like `/rung check s3://bucket/train.jsonl`; after it, if wanted, a model’s id, a method, `--validation s3://…`, `--eval s3://…`, `--logs s3://…` and `--near-duplicates`.';
const FILES = { '--validation': 'validation', '--eval': 'evaluation', '--logs': 'logged' } as const;

/** Reads the words after `/rung check`; options are those of the terminal, and a model or a method may stand without one. */
export function readCheckWords(words: string): CheckErrand | UnclearCheck {
  const rest = words.split(/\s+/).filter(Boolean);
  const files: Partial<Record<'training' | 'validation' | 'evaluation' | 'logged', S3Uri>> = {};
  let method: TuningMethod = 'fine-tuning';
  let modelId: string | undefined;
  let nearDuplicates = false;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const named = TUNING_METHODS.find((known) => known === word);
    if (word === '--near-duplicates') nearDuplicates = true;
    else if (word === '--model') modelId = rest.shift();
    else if (word === '--method') continue;
    else if (named) method = named;
    else if (word in FILES || !files.training) {
      const isOption = word in FILES;
      const uri = parseS3Uri(isOption ? (rest.shift() ?? '') : word);
      if (!uri) return unclear(USAGE);
      files[isOption ? FILES[word as keyof typeof FILES] : 'training'] = uri;
    } else if (word.startsWith('-') || modelId !== undefined) return unclear(USAGE);
    else modelId = word;
  }
  const model = findModel(modelId ?? assumedModel(method));
  if (typeof model === 'string') return unclear(model);
  const { training, validation, evaluation, logged } = files;
  return training
    ? { kind: 'errand', model, method, training, validation, evaluation, logged, nearDuplicates }
    : unclear(USAGE);
}

const unclear = (why: string): UnclearCheck => ({ kind: 'unclear', why });

function findModel(id: string): BaseModel | string {
  const elsewhere = jumpStartModel(id);
  if (elsewhere) return elsewhere;
  const found = findBaseModel(id);
  return found.kind === 'tunable' ? found.model : found.why;
}
