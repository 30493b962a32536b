import type { EvaluatedSet } from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { datasetOf, type PairedAnswers } from '@rung/core/evaluation/evaluation-job/paired-answers.ts';
import type { ArmName } from '@rung/core/evaluation/judgement/arms.ts';
import { type EvaluationId, sha256 } from '@rung/core/ids.ts';
import type { S3Uri } from '@rung/core/s3-uri.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'evaluationFiles'>;

const datasetKey = (id: EvaluationId, arm: ArmName) => `${id}/responses/${arm}.jsonl`;
const resultsFolder = (id: EvaluationId, arm: ArmName) => `${id}/results/${arm}`;

/** Writes an arm's answers as Bedrock reads them. */
export async function writeSet(
  deps: Needs,
  id: EvaluationId,
  { arm, pairs, estimate }: Pick<EvaluatedSet, 'arm' | 'estimate'> & { pairs: readonly PairedAnswers[] },
): Promise<EvaluatedSet> {
  const text = datasetOf(pairs, arm);
  const key = datasetKey(id, arm);
  await deps.evaluationFiles.put(key, text);
  return { arm, uri: deps.evaluationFiles.uri(key), sha256: sha256(text), estimate };
}

/** The bytes that a yes was given for; undefined where they are others by now, or gone. */
export async function isUnchanged(deps: Needs, id: EvaluationId, set: EvaluatedSet): Promise<boolean> {
  const text = await deps.evaluationFiles.get(datasetKey(id, set.arm));
  return text !== undefined && sha256(text) === set.sha256;
}

/** Where an arm's job writes. */
export const resultsUri = (deps: Needs, id: EvaluationId, arm: ArmName): S3Uri =>
  deps.evaluationFiles.uri(resultsFolder(id, arm));

/** What the job wrote, in whatever folders below; undefined while there is nothing. */
export async function readResults(deps: Needs, id: EvaluationId, arm: ArmName): Promise<string | undefined> {
  const keys = await deps.evaluationFiles.list(`${resultsFolder(id, arm)}/`);
  const [output] = keys.filter((key) => key.endsWith('_output.jsonl'));
  return output === undefined ? undefined : deps.evaluationFiles.get(output);
}
