import type { BaseModel } from '@rung/core/dataset/base-models.ts';
import { type CountedRecord, correctedBy, pickToCount, type TextToCount } from '@rung/core/dataset/counted-tokens.ts';
import type { DatasetTokens } from '@rung/core/dataset/dataset-report.ts';
import type { CheckedJob } from '@rung/core/dataset/job/check-job.ts';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import type { Deps } from './deps.ts';
import { inTurns } from './in-turns.ts';

const AT_ONCE = 4;
/** A larger file is not read once more for it. */
const MOST_BYTES = 64 * 1024 * 1024;
const PROBE: TextToCount = { system: '', asked: 'How many tokens?', answered: '' };

/** "How many tokens, by the provider's own count?": the job with that count where it exists, else with the estimate and why. */
export async function withCountedTokens(
  deps: Pick<Deps, 'tokens'>,
  checked: CheckedJob,
  { model, file }: { model: BaseModel; file: JobFile },
): Promise<CheckedJob> {
  const { training } = checked;
  if (training.records === 0 || file.bytes > MOST_BYTES) return checked;
  const probe = await deps.tokens.count(model.id, PROBE);
  const tokens =
    typeof probe === 'number'
      ? await counted(deps, checked, { model, file })
      : { ...training.tokens, how: `${training.tokens.how} ${NOT_COUNTED[probe](model.name)}` };
  return { ...checked, training: { ...training, tokens } };
}

const NOT_COUNTED = {
  'not-offered': (name: string) => `Bedrock offers no CountTokens for ${name}.`,
  unread: () => 'Bedrock’s CountTokens gave no answer.',
} as const;

async function counted(
  { tokens }: Pick<Deps, 'tokens'>,
  { training }: CheckedJob,
  { model, file }: { model: BaseModel; file: JobFile },
): Promise<DatasetTokens> {
  const picked = await pickToCount(file.open(), training.records);
  const answers = await inTurns(picked, ({ text }) => tokens.count(model.id, text), AT_ONCE);
  const records = answers.flatMap((answer, index): CountedRecord[] =>
    typeof answer === 'number' ? [{ counted: answer, estimate: picked[index]?.estimate ?? 0 }] : [],
  );
  return correctedBy(records, { tokens: training.tokens, records: training.records }) ?? training.tokens;
}
