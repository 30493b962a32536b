import { findBaseModel } from '@rung/core/dataset/base-models.ts';
import type { UserId } from '@rung/core/ids.ts';
import { parseS3Uri } from '@rung/core/s3-uri.ts';
import { checkFile, isFinding } from './check-file.ts';
import type { Deps } from './deps.ts';

/** The model that a file is checked for when nobody names one: the cheapest that Bedrock tunes, and its rules are Nova's. */
const DEFAULT_MODEL = 'amazon.nova-micro-v1:0:128k';

/** "Is this file sound?": `words` is an S3 address and, if wanted, the id of the base model to check it for. */
export async function checkForAsker(
  deps: Pick<Deps, 'datasets' | 'messenger' | 'settings'>,
  ask: { by: UserId; channel: string; words: string },
): Promise<void> {
  const [address = '', modelId = DEFAULT_MODEL] = ask.words.split(/\s+/).filter(Boolean);
  const say = (headline: string, detail: string) =>
    deps.messenger.whisper({ place: { channel: ask.channel }, user: ask.by }, { kind: 'notice', headline, detail });
  const uri = parseS3Uri(address);
  if (!uri) return say('Nothing was checked.', 'Give me an S3 address, like `/rung check s3://bucket/train.jsonl`.');
  const found = findBaseModel(modelId);
  if (found.kind !== 'tunable') return say('Nothing was checked.', found.why);
  const check = await checkFile(deps, { uri, model: found.model, set: 'training' });
  if (isFinding(check)) return say(check.message, check.remedy);
  await deps.messenger.post(
    { channel: ask.channel },
    { kind: 'dataset', by: ask.by, uri, model: found.model.name, report: check.report },
  );
}
