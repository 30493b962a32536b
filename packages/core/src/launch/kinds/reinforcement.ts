import { BASE_MODELS, type BaseModel, type HyperParameter, type Source } from '../../dataset/base-models.ts';
import type { FormErrors, FormPlace, LaunchForm } from '../launch-form.ts';
import { parseGraderArn, type ReinforcementFineTuning } from '../recipe.ts';
import { errorsOf, type Read, readBudget, readName, readNumber, readUri, wrong } from './fields.ts';
import { readBase } from './fine-tuning.ts';

/** Text only, Nova 2 Lite only; open-weight models are tuned this way through another API of AWS's, which Rung does not call. */
export const REINFORCED: { readonly models: readonly string[]; readonly source: Source } = {
  models: ['amazon.nova-2-lite-v1:0:256k'],
  source: { url: 'https://docs.aws.amazon.com/bedrock/latest/userguide/nova-rft.html', asOf: '2026-11-26' },
};

/**
 * Ranges: RFTHyperParameters of the API model (botocore 1.43.117). AWS's pages name no defaults; these are Rung's, at the careful end,
 * and always sent, so that what is approved is what runs.
 */
export const REWARD_PARAMETERS = {
  epochs: { name: 'epochCount', min: 1, max: 50, default: 1, kind: 'whole' },
  batchSize: { name: 'batchSize', min: 16, max: 512, default: 16, kind: 'whole' },
  learningRate: { name: 'learningRate', min: 1e-7, max: 1e-3, default: 1e-5, kind: 'real' },
  samplesPerPrompt: { name: 'trainingSamplePerPrompt', min: 2, max: 16, default: 4, kind: 'whole' },
} as const satisfies Readonly<Record<string, HyperParameter>>;

export const REASONING_EFFORTS = ['low', 'medium', 'high'] as const;

export const reinforcedIn = (region: string): readonly BaseModel[] =>
  BASE_MODELS.filter(({ id, regions }) => REINFORCED.models.includes(id) && regions.includes(region));

export function readReinforcement(form: LaunchForm, place: FormPlace): ReinforcementFineTuning | FormErrors {
  const grader = parseGraderArn(place.grader ?? '');
  if (!grader) return { dataset: NO_GRADER };
  const name = readName(form);
  const baseModelId = readReinforced(form.baseModelId ?? '', place.region);
  const dataset = readUri(form.dataset, 's3://bucket/path/prompts.jsonl');
  const whose = 'Reinforcement fine-tuning';
  const epochs = readNumber(form.epochs, REWARD_PARAMETERS.epochs, whose);
  const batchSize = readNumber(form.batchSize, REWARD_PARAMETERS.batchSize, whose);
  const learningRate = readNumber(form.learningRate, REWARD_PARAMETERS.learningRate, whose);
  const samplesPerPrompt = readNumber(form.samplesPerPrompt, REWARD_PARAMETERS.samplesPerPrompt, whose);
  const budgetUsd = readBudget(form);
  const fields = { name, baseModelId, dataset, epochs, batchSize, learningRate, samplesPerPrompt, budgetUsd };
  const reasoningEffort = REASONING_EFFORTS.find((effort) => effort === (form.reasoningEffort || 'low'));
  const errors = {
    ...errorsOf(fields),
    ...(reasoningEffort ? {} : { reasoningEffort: 'Bedrock knows low, medium and high.' }),
  };
  if ('wrong' in name || 'wrong' in baseModelId || 'wrong' in dataset || 'wrong' in budgetUsd) return errors;
  if ('wrong' in epochs || 'wrong' in batchSize || 'wrong' in learningRate || 'wrong' in samplesPerPrompt)
    return errors;
  if (!reasoningEffort) return errors;
  return {
    kind: 'reinforcement-fine-tuning',
    ...{ name: name.ok, base: baseModelId.ok, region: place.region, dataset: dataset.ok, epochs: epochs.ok, grader },
    budget: budgetUsd.ok,
    hyperParameters: {
      epochCount: epochs.ok,
      batchSize: batchSize.ok,
      learningRate: learningRate.ok,
      trainingSamplePerPrompt: samplesPerPrompt.ok,
      reasoningEffort,
    },
  };
}

export const NO_GRADER =
  'No grader is set for this Rung. Whoever runs it names a Lambda function in its settings (RUNG_GRADER_ARN); a form never does.';

function readReinforced(id: string, region: string): Read<BaseModel> {
  const base = readBase(id, region);
  if ('wrong' in base || REINFORCED.models.includes(base.ok.id)) return base;
  const [only] = reinforcedIn(region);
  const instead = only ? ` ${only.name} is the one that it does in ${region}.` : '';
  return wrong(`Bedrock does not offer reinforcement fine-tuning of ${base.ok.name}.${instead}`);
}
