import type { Made } from '@rung/core/launch/launch.ts';
import type { Plan } from '@rung/core/launch/plan.ts';
import type { LaunchKind, Recipe } from '@rung/core/launch/recipe.ts';
import { formatDuration } from '@rung/core/time.ts';
import { code, count, safe } from './blocks.ts';

/** What a launch wants, as the rest of "asks to …": the kind's verb, its models, its data. */
export function recipeWords(recipe: Recipe, plan: Plan | undefined): string {
  switch (recipe.kind) {
    case 'fine-tuning':
      return `fine-tune ${safe(recipe.base.name)} for ${count(recipe.epochs, 'epoch')} on ${code(recipe.dataset)}${sizeWords(plan, 'example')}, in ${recipe.region}.`;
    case 'reinforcement-fine-tuning':
      return `reinforce ${safe(recipe.base.name)} for ${count(recipe.epochs, 'epoch')} on ${code(recipe.dataset)}${sizeWords(plan, 'prompt')}, graded by ${code(recipe.grader)}, in ${recipe.region}.`;
    case 'distillation':
      return `distil ${safe(recipe.teacher.name)} into ${safe(recipe.base.name)} ${sourceWords(recipe.source)}${sizeWords(plan, 'prompt')}, in ${recipe.region}.`;
    case 'import':
      return `import the model in ${code(recipe.folder)}${folderWords(plan)}, in ${recipe.region}.`;
    case 'router': {
      const [first, second] = recipe.models;
      return `make a router between ${safe(first.name)} and ${safe(second.name)}; ${safe(recipe.fallback.name)} answers unless the other is within ${recipe.qualityDifference} %, in ${recipe.region}.`;
    }
    case 'prompt-optimisation':
      return `optimise the prompts of ${code(recipe.dataset)}${sizeWords(plan, 'template')} for ${recipe.models.map(({ name }) => safe(name)).join(', ')}, in ${recipe.region}.`;
    default:
      return recipe satisfies never;
  }
}

function sourceWords(source: Extract<Recipe, { kind: 'distillation' }>['source']): string {
  if (source.kind === 'prompts') return `on ${code(source.uri)}`;
  const answers = source.usesResponses ? 'with the answers that were logged' : 'answered anew by the teacher';
  return `on the logged calls in ${code(source.folder)}, ${answers}`;
}

function sizeWords(plan: Plan | undefined, thing: string): string {
  if (plan?.folder) return folderWords(plan);
  if (!plan?.training) return '';
  const heldOut = plan.validation ? `, ${plan.validation.records.toLocaleString('en-US')} held out` : '';
  return ` (${count(plan.training.records, thing)}${heldOut})`;
}

function folderWords(plan: Plan | undefined): string {
  const { folder } = plan ?? {};
  return folder ? ` (${count(folder.files, 'file')}, ${count(folder.bytes, 'byte')})` : '';
}

/** While AWS is at it: "training", or what the kind does instead. */
export const UNDER_WAY: Readonly<Record<LaunchKind, string>> = {
  'fine-tuning': 'training',
  'reinforcement-fine-tuning': 'training',
  distillation: 'distilling',
  import: 'importing',
  router: 'being made',
  'prompt-optimisation': 'optimising',
};

const MADE_WORDS: Readonly<Record<LaunchKind, string>> = {
  'fine-tuning': 'made',
  'reinforcement-fine-tuning': 'made',
  distillation: 'made',
  import: 'imported',
  router: 'the router answers',
  'prompt-optimisation': 'prompts optimised',
};

/** "imported in 31 min." */
export function madeHeadline(launch: Made): string {
  const took = launch.endedAtMs - launch.startedAtMs;
  return `${MADE_WORDS[launch.recipe.kind]}${took > 0 ? ` in ${formatDuration(took)}` : ''}.`;
}

/** What the person has now, and what to do with it. */
export function madeNext(launch: Made): string {
  const made = code(launch.made);
  switch (launch.recipe.kind) {
    case 'import':
      return `call ${made} by InvokeModel. The first call takes minutes, while a copy comes up; copies cost while they are up, in windows of five minutes. Its storage bills until it is deleted, and Rung deletes it only at the end of a hosting: *Host it* gives it one.`;
    case 'router':
      return `put ${made} where your code names a model. Each answer says which of the two gave it.`;
    case 'prompt-optimisation':
      return `read the prompts and their scores in ${made}, and judge them on examples that the job did not see.`;
    default:
      return `look at ${made}.`;
  }
}
