import { plain } from './kinds/fields.ts';
import { HYPER_FIELDS } from './kinds/fine-tuning.ts';
import type { LaunchForm } from './launch-form.ts';
import type { Distillation, FineTuning, Recipe, ReinforcementFineTuning } from './recipe.ts';

/** The form that a recipe was read from: parsed again in the same place, it is the same recipe. */
export function formOfRecipe(recipe: Recipe): LaunchForm {
  const { kind, name } = recipe;
  const budgetUsd = plain(recipe.budget / 1_000_000);
  switch (recipe.kind) {
    case 'fine-tuning':
      return { kind, name, budgetUsd, ...fineTuning(recipe) };
    case 'reinforcement-fine-tuning':
      return { kind, name, budgetUsd, ...reinforcement(recipe) };
    case 'distillation':
      return { kind, name, budgetUsd, ...distillation(recipe) };
    case 'import':
      return { kind, name, budgetUsd, dataset: recipe.folder };
    case 'router':
      return {
        ...{ kind, name, family: recipe.family, fallback: recipe.fallback.id },
        qualityDifference: plain(recipe.qualityDifference),
      };
    case 'prompt-optimisation':
      return { kind, name, budgetUsd, dataset: recipe.dataset, models: recipe.models.map(({ id }) => id).join(',') };
    default:
      return recipe satisfies never;
  }
}

type Fields = Omit<LaunchForm, 'kind'>;

function fineTuning({ base, dataset, validation, hyperParameters }: FineTuning): Fields {
  const numbers = Object.entries(HYPER_FIELDS).flatMap(([parameter, field]) => {
    const value = hyperParameters[parameter];
    return value === undefined ? [] : [[field, value] as const];
  });
  return {
    ...{ baseModelId: base.id, dataset, ...(validation ? { validation } : {}) },
    ...Object.fromEntries(numbers),
  };
}

function reinforcement({ base, dataset, hyperParameters }: ReinforcementFineTuning): Fields {
  return {
    ...{ baseModelId: base.id, dataset, reasoningEffort: hyperParameters.reasoningEffort },
    epochs: plain(hyperParameters.epochCount),
    batchSize: plain(hyperParameters.batchSize),
    learningRate: plain(hyperParameters.learningRate),
    samplesPerPrompt: plain(hyperParameters.trainingSamplePerPrompt),
  };
}

function distillation({ teacher, base, source, maxResponseTokens }: Distillation): Fields {
  const common = { pair: `${teacher.id}>${base.id}`, maxResponseTokens: plain(maxResponseTokens) };
  if (source.kind === 'prompts') return { ...common, source: 'prompts', dataset: source.uri };
  return { ...common, source: source.usesResponses ? 'logs-with-responses' : 'logs', dataset: source.folder };
}
