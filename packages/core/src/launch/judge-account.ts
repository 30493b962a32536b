import { DAY_MS, type EpochMs } from '../time.ts';
import type { Finding } from './finding.ts';
import type { OfferedModel } from './form-choices.ts';
import { QUOTAS } from './quota.ts';
import type { Recipe } from './recipe.ts';

/** What is made of a model should outlive it by this much at least. */
const NEAR_END_MS = 90 * DAY_MS;

/** What the models of a recipe are to AWS today: listed, open to new jobs, and not about to be retired. */
export function judgeModels(recipe: Recipe, offered: readonly OfferedModel[], nowMs: EpochMs): Finding[] {
  return modelsOf(recipe).flatMap(({ id, name, customization }) => {
    const model = offered.find((candidate) => candidate.id === id);
    if (!model || (customization !== undefined && !model.customizations.includes(customization)))
      return [notOffered(name, recipe, customization)];
    if (model.isLegacy) return [legacy(name)];
    return model.endOfLifeMs === undefined ? [] : ending(name, model.endOfLifeMs, nowMs);
  });
}

interface WantedModel {
  readonly id: string;
  readonly name: string;
  readonly customization?: 'FINE_TUNING' | 'DISTILLATION';
}

/** The models that AWS has to offer for a recipe. */
export function modelsOf(recipe: Recipe): readonly WantedModel[] {
  switch (recipe.kind) {
    case 'fine-tuning':
      return [{ ...recipe.base, customization: 'FINE_TUNING' }];
    // ListFoundationModels has no word for reinforcement fine-tuning: that the model is there is all it can say.
    case 'reinforcement-fine-tuning':
      return [recipe.base];
    case 'distillation':
      return [{ ...recipe.base, customization: 'DISTILLATION' }, recipe.teacher];
    case 'import':
      return [];
    case 'router':
    case 'prompt-optimisation':
      return recipe.models;
    default:
      return recipe satisfies never;
  }
}

const WORDS = { FINE_TUNING: ' for fine-tuning', DISTILLATION: ' for distillation' } as const;

function notOffered(name: string, { region }: Recipe, customization: WantedModel['customization']): Finding {
  return {
    level: 'stop',
    rule: 'model-not-offered',
    message: `Bedrock does not offer ${name}${customization ? WORDS[customization] : ''} in ${region} today.`,
    remedy: 'Choose a model that the launch form offers: it asks AWS each time.',
  };
}

const legacy = (name: string): Finding => ({
  level: 'stop',
  rule: 'model-legacy',
  message: `AWS has put ${name} on its way out (LEGACY): it takes no new jobs for long.`,
  remedy: 'Choose its successor; what was made of a legacy model ends with it.',
});

function ending(name: string, endOfLifeMs: EpochMs, nowMs: EpochMs): Finding[] {
  if (endOfLifeMs - nowMs > NEAR_END_MS) return [];
  const day = new Date(endOfLifeMs).toISOString().slice(0, 10);
  const isOver = endOfLifeMs <= nowMs;
  return [
    {
      level: isOver ? 'stop' : 'warn',
      rule: 'model-end-of-life',
      message: isOver ? `${name} reached its end of life on ${day}.` : `${name} reaches its end of life on ${day}.`,
      remedy: 'Choose a model that stays: what is made of this one cannot be served after that day.',
    },
  ];
}

/** Customization jobs in our account and region. */
export interface Room {
  readonly underWay: number;
  /** What the account may run at once; undefined where AWS would not say. */
  readonly quota: number | undefined;
}

/** Room for one more customization job. Where the account's own quota could not be read, a full default warns and does not stop. */
export function judgeRoom({ underWay, quota }: Room): Finding[] {
  const { code, byDefault } = QUOTAS.jobs;
  if (underWay < (quota ?? byDefault)) return [];
  if (quota !== undefined)
    return [
      {
        level: 'stop',
        rule: 'job-quota',
        message: `${underWay} customization jobs are under way, and your account may run ${quota} at once.`,
        remedy: `Launch it again when one has ended; or ask AWS for more of quota ${code} in Service Quotas.`,
      },
    ];
  return [
    {
      level: 'warn',
      rule: 'job-quota',
      message: `${underWay} customization jobs are under way; AWS’s default is at most ${byDefault} at once, and your account’s quota could not be read.`,
      remedy: `Wait for one to end, or look up quota ${code} in Service Quotas before somebody says yes.`,
    },
  ];
}
