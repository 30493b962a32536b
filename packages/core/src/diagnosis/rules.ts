import type { Rule } from './rule.ts';
import { COMPANION_RULES } from './rules/companions.ts';
import { DISTILLATION_RULES } from './rules/distillation.ts';
import { HOSTING_RULES } from './rules/hosting.ts';
import { PROMPT_RULES } from './rules/lightest-first.ts';
import { OTHER_MODEL_RULES } from './rules/other-models.ts';
import { PATH_RULES } from './rules/paths.ts';
import { PRE_TRAINING_RULES } from './rules/pre-training.ts';
import { RETRIEVAL_RULES } from './rules/retrieval.ts';
import { TUNING_RULES } from './rules/tuning.ts';

/** Every rule of the diagnosis. Path and hosting rules are tried in order, the others all speak. */
export const RULES: readonly Rule[] = [
  ...PROMPT_RULES,
  ...RETRIEVAL_RULES,
  ...TUNING_RULES,
  ...DISTILLATION_RULES,
  ...PRE_TRAINING_RULES,
  ...OTHER_MODEL_RULES,
  ...COMPANION_RULES,
  ...PATH_RULES,
  ...HOSTING_RULES,
];
