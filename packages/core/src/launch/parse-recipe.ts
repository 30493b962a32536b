import { readDistillation } from './kinds/distillation.ts';
import { readFineTuning } from './kinds/fine-tuning.ts';
import { readImport } from './kinds/model-import.ts';
import { readOptimisation } from './kinds/prompt-optimisation.ts';
import { readRouter } from './kinds/prompt-router.ts';
import { readReinforcement } from './kinds/reinforcement.ts';
import type { FormErrors, FormPlace, LaunchForm } from './launch-form.ts';
import type { LaunchKind, Recipe } from './recipe.ts';

/** A recipe, or for each wrong field one sentence to show under it. */
export type ParsedRecipe =
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'wrong'; readonly errors: FormErrors };

const READERS: Readonly<Record<LaunchKind, (form: LaunchForm, place: FormPlace) => Recipe | FormErrors>> = {
  'fine-tuning': readFineTuning,
  'reinforcement-fine-tuning': readReinforcement,
  distillation: readDistillation,
  import: readImport,
  router: readRouter,
  'prompt-optimisation': readOptimisation,
};

/** Reads the form for a job at `place`; what AWS would refuse does not become a recipe. */
export function parseRecipe(form: LaunchForm, place: FormPlace): ParsedRecipe {
  const read = READERS[form.kind](form, place);
  return 'kind' in read ? { kind: 'recipe', recipe: read } : { kind: 'wrong', errors: read };
}
