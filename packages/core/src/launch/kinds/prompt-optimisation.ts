import type { Source } from '../../dataset/base-models.ts';
import type { FormErrors, FormPlace, LaunchForm } from '../launch-form.ts';
import type { PromptOptimisation, RoutedModel } from '../recipe.ts';
import { errorsOf, ok, type Read, readBudget, readName, readUri, wrong } from './fields.ts';

/** What one job takes: models, templates in its file, samples of one template. */
export const OPTIMISATION_LIMITS = { models: 5, templates: 10, samples: 100 } as const;

/** The one schema version that AWS names for the input file. */
export const OPTIMISATION_VERSION = 'bedrock-2026-05-14';

export const OPTIMISATION_SOURCE: Source = {
  url: 'https://docs.aws.amazon.com/bedrock/latest/userguide/advanced-prompt-optimization-input.html',
  asOf: '2026-11-26',
};

/** Models that a prompt can be optimised for: text models that answer on demand, by their own ids. */
const OPTIMISED: readonly (RoutedModel & { readonly regions: readonly string[] })[] = [
  { id: 'amazon.nova-lite-v1:0', name: 'Nova Lite', regions: ['us-east-1'] },
  { id: 'amazon.nova-micro-v1:0', name: 'Nova Micro', regions: ['us-east-1'] },
  { id: 'amazon.nova-pro-v1:0', name: 'Nova Pro', regions: ['us-east-1'] },
];

export const optimisedIn = (region: string): readonly RoutedModel[] =>
  OPTIMISED.filter(({ regions }) => regions.includes(region)).map(({ id, name }) => ({ id, name }));

export function readOptimisation(form: LaunchForm, place: FormPlace): PromptOptimisation | FormErrors {
  const name = readName(form);
  const models = readModels(form.models ?? '', place.region);
  const dataset = readUri(form.dataset, 's3://bucket/path/templates.jsonl');
  const budgetUsd = readBudget(form);
  const errors = errorsOf({ name, models, dataset, budgetUsd });
  if ('wrong' in name || 'wrong' in models || 'wrong' in dataset || 'wrong' in budgetUsd) return errors;
  return {
    kind: 'prompt-optimisation',
    name: name.ok,
    region: place.region,
    dataset: dataset.ok,
    models: models.ok,
    budget: budgetUsd.ok,
  };
}

/** The form hands back ids with commas between them. */
function readModels(text: string, region: string): Read<readonly RoutedModel[]> {
  const offered = optimisedIn(region);
  const asked = [...new Set(text.split(',').filter(Boolean))];
  const models = asked.flatMap((id) => offered.find((candidate) => candidate.id === id) ?? []);
  if (models.length === 0 || models.length < asked.length || models.length > OPTIMISATION_LIMITS.models)
    return wrong(
      `Choose one to ${OPTIMISATION_LIMITS.models} of ${offered.map(({ name }) => name).join(', ') || 'none'}.`,
    );
  return ok(models);
}
