import type { Source } from '../../dataset/base-models.ts';
import type { FormErrors, FormPlace, LaunchForm } from '../launch-form.ts';
import type { ModelImport } from '../recipe.ts';
import { errorsOf, readBudget, readFolder, readName } from './fields.ts';

/** Regions and architectures (`model_type` of config.json) that Custom Model Import takes. */
export const IMPORTED: {
  readonly regions: readonly string[];
  readonly architectures: readonly string[];
  readonly source: Source;
} = {
  regions: ['us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1'],
  architectures: [
    'llama',
    'mllama',
    'mistral',
    'mixtral',
    't5',
    'gpt_bigcode',
    'gpt_oss',
    'qwen2',
    'qwen2_vl',
    'qwen2_5_vl',
    'qwen3',
    'qwen3_moe',
  ],
  source: {
    url: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-import-model.html',
    asOf: '2026-11-26',
  },
};

export function readImport(form: LaunchForm, place: FormPlace): ModelImport | FormErrors {
  const name = readName(form);
  const dataset = readFolder(form.dataset, 's3://bucket/my-model/');
  const budgetUsd = readBudget(form);
  const errors = {
    ...errorsOf({ name, dataset, budgetUsd }),
    ...(IMPORTED.regions.includes(place.region)
      ? {}
      : { dataset: `Bedrock imports models in ${IMPORTED.regions.join(', ')}, not in ${place.region}.` }),
  };
  if ('wrong' in name || 'wrong' in dataset || 'wrong' in budgetUsd || 'dataset' in errors) return errors;
  return { kind: 'import', name: name.ok, region: place.region, folder: dataset.ok, budget: budgetUsd.ok };
}
