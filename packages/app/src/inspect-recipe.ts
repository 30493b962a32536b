import { estimateTraining, type TrainingEstimate, unbilled, unpriced } from '@rung/core/cost/estimate-training.ts';
import { hoursAhead, importAhead, teachingAhead } from '@rung/core/cost/known-ahead.ts';
import type { PriceBook } from '@rung/core/cost/price.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import { inOrder } from '@rung/core/launch/in-order.ts';
import type { Launch } from '@rung/core/launch/launch.ts';
import { answerForPersonalData } from '@rung/core/launch/personal-data.ts';
import type { Plan } from '@rung/core/launch/plan.ts';
import type { Distillation, Recipe } from '@rung/core/launch/recipe.ts';
import type { Deps } from './deps.ts';
import { inspectAccount } from './inspect-account.ts';
import { type InspectedData, inspectData } from './inspect-data.ts';
import { moneyFindings } from './money-findings.ts';
import { priceBook } from './price-book.ts';

type Needs = Pick<
  Deps,
  'clock' | 'settings' | 'launches' | 'spending' | 'datasets' | 'jobs' | 'prices' | 'quotas' | 'roles' | 'keys'
>;

/** Everything that preflight saw, and the plan where nothing of it keeps one from being made. */
export interface Inspection {
  readonly plan: Plan | undefined;
  readonly findings: readonly Finding[];
}

/** Looks at the account first, which is quick; reads the data only when the account lets the job be. */
export async function inspectRecipe(deps: Needs, launch: Launch): Promise<Inspection> {
  const { recipe } = launch;
  const { findings: account, room } = await inspectAccount(deps, launch);
  if (account.some(({ level }) => level === 'stop')) return { plan: undefined, findings: account };
  const data = await inspectData(deps, recipe);
  const { findings: seen, acceptance } = answerForPersonalData(data.findings, launch.acceptance);
  const findings = [...account, ...seen];
  if (!data.training && !data.folder && recipe.kind !== 'router') return { plan: undefined, findings };
  const { training, validation, folder } = data;
  const plan: Plan = {
    ...{ recipe, training, validation, folder },
    estimate: estimateOf(recipe, data, await priceBook(deps)),
    override: launch.override,
    acceptance,
  };
  const all = [...findings, ...(await moneyFindings(deps, plan, launch.card.channel))];
  return { plan, findings: [...all, ...inOrder(launch, { plan, room, findings: all })] };
}

function estimateOf(recipe: Recipe, data: InspectedData, book: PriceBook): TrainingEstimate {
  const { tokens } = data;
  switch (recipe.kind) {
    case 'fine-tuning': {
      const price = book(recipe.base.id, 'training-tokens-1k', recipe.region);
      return tokens
        ? estimateTraining({ tokens, epochs: recipe.epochs, price })
        : unpriced('Its tokens were not counted.');
    }
    case 'reinforcement-fine-tuning':
      return unpriced(hoursAhead(recipe.base.id, recipe.region, book));
    case 'distillation':
      return unpriced(teachingAhead(teachingOf(recipe, data), book));
    case 'import':
      return unpriced(importAhead(recipe.region, book));
    case 'router':
      return unbilled('Making a router is not billed; each request through it is, to whoever sends it.');
    case 'prompt-optimisation':
      return unpriced(
        'AWS bills the answers that the job asks models for; how many it asks for is AWS’s own business.',
      );
    default:
      return recipe satisfies never;
  }
}

/** What the teacher is asked; undefined where the prompts lie in logs, which are not counted. */
function teachingOf(recipe: Distillation, { tokens, training }: InspectedData) {
  if (!tokens || !training) return undefined;
  const { teacher, maxResponseTokens, region } = recipe;
  return { teacherId: teacher.id, prompts: training.records, tokens, maxResponseTokens, region };
}
