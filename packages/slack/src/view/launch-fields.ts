import type { HyperParameter } from '@rung/core/dataset/base-models.ts';
import type { BaseChoice, FormChoices } from '@rung/core/launch/form-choices.ts';
import { DISTILLATION_SOURCES, RESPONSE_TOKENS } from '@rung/core/launch/kinds/distillation.ts';
import { plain as decimal } from '@rung/core/launch/kinds/fields.ts';
import { HYPER_FIELDS } from '@rung/core/launch/kinds/fine-tuning.ts';
import { OPTIMISATION_LIMITS } from '@rung/core/launch/kinds/prompt-optimisation.ts';
import { QUALITY_DIFFERENCE } from '@rung/core/launch/kinds/prompt-router.ts';
import { REASONING_EFFORTS, REWARD_PARAMETERS } from '@rung/core/launch/kinds/reinforcement.ts';
import type { LaunchField } from '@rung/core/launch/launch-form.ts';
import { code, context, safe, section } from './blocks.ts';
import { type FormBlock, select, selectMany, text } from './form-fields.ts';
import { hostingAheadWords, trainingAheadWords } from './hosting-ahead-words.ts';
import type { FormChosen } from './launch-form.ts';

/** The fields of the chosen kind, with the ranges of the chosen base model. */
export function launchFields(choices: FormChoices, chosen: FormChosen): FormBlock[] {
  switch (chosen.kind) {
    case 'fine-tuning':
      return [NAME, ...fineTuning(choices, chosen), BUDGET];
    case 'reinforcement-fine-tuning':
      return [NAME, ...reinforcement(choices, chosen), BUDGET];
    case 'distillation':
      return [NAME, ...distillation(choices), BUDGET];
    case 'import':
      return [NAME, modelFolder, BUDGET];
    case 'router':
      return [NAME, ...router(choices, chosen)];
    case 'prompt-optimisation':
      return [NAME, ...optimisation(choices), BUDGET];
    default:
      return chosen.kind satisfies never;
  }
}

const NAME = text({
  field: 'name',
  label: 'Name',
  hint: 'Letters and digits, with single - or _ between them, at most 40.',
  placeholder: 'support-triage-v1',
});

const BUDGET = text({
  field: 'budgetUsd',
  label: 'Budget in US dollars',
  hint: 'The most this run may cost. A higher estimate is refused; where no price is known, a yes reserves this much.',
  initial: '25',
});

const chosenBase = (bases: readonly BaseChoice[], { baseModelId }: FormChosen) =>
  bases.find(({ id }) => id === baseModelId) ?? bases[0];

function baseField(choices: FormChoices, bases: readonly BaseChoice[], base: BaseChoice | undefined): FormBlock {
  return select({
    field: 'baseModelId',
    label: 'Base model',
    hint: `What Bedrock customizes this way in ${choices.region}. The fields below follow the model.`,
    options: bases.map(({ id, label }) => ({ value: id, label })),
    initial: base?.id,
    asksAnew: true,
  });
}

/** The larger bill stands beside the choice that decides it. */
const hostingOf = (base: BaseChoice | undefined): FormBlock[] =>
  base?.hosting ? [section(hostingAheadWords(base.hosting))] : [];

function fineTuning(choices: FormChoices, chosen: FormChosen): FormBlock[] {
  const base = chosenBase(choices.bases, chosen);
  const numbers = (base?.hyperParameters ?? []).flatMap((parameter) => {
    const field = HYPER_FIELDS[parameter.name];
    // Where the range is one value there is nothing to type; it is sent all the same.
    return field && parameter.min < parameter.max ? [numberField(field, parameter, base)] : [];
  });
  return [
    baseField(choices, choices.bases, base),
    ...(base?.hosting ? [section(trainingAheadWords(base.hosting))] : []),
    ...hostingOf(base),
    text({
      field: 'dataset',
      label: 'Training data in S3',
      hint: 'JSONL, one example a line. Every line is read before it is sent.',
      placeholder: 's3://bucket/train.jsonl',
    }),
    ...(base?.validationSet === false
      ? [context(`${safe(base.name)} takes no validation set: its losses cannot show overfitting.`)]
      : [VALIDATION]),
    ...numbers,
  ];
}

const VALIDATION = text({
  field: 'validation',
  label: 'Validation data in S3',
  hint: 'Examples that training never sees; they show overfitting.',
  placeholder: 's3://bucket/validation.jsonl',
  optional: true,
});

const LABELS: Readonly<Record<string, string>> = {
  epochCount: 'Epochs',
  learningRate: 'Learning rate',
  learningRateWarmupSteps: 'Warm-up steps',
  batchSize: 'Batch size',
  trainingSamplePerPrompt: 'Answers sampled for each prompt',
  maxResponseLengthForInference: 'Longest answer of the teacher, in tokens',
  responseQualityDifference: 'Quality difference, in per cent',
};

/** A hyperparameter with this model's own range and default; left empty, the default is sent. */
function numberField(field: LaunchField, rule: HyperParameter, base?: BaseChoice): FormBlock {
  const whose = base ? `${base.name} takes` : 'From';
  const range = `${whose} ${decimal(rule.min)} to ${decimal(rule.max)}${rule.kind === 'whole' ? ', whole numbers' : ''}`;
  return text({
    field,
    label: LABELS[rule.name] ?? rule.name,
    hint: `${range}; ${decimal(rule.default)} is the default.`,
    initial: decimal(rule.default),
    optional: true,
    variant: `${base?.id ?? ''}.${rule.name}`,
  });
}

function reinforcement(choices: FormChoices, chosen: FormChosen): FormBlock[] {
  return [
    baseField(choices, choices.reinforced, chosenBase(choices.reinforced, chosen)),
    ...hostingOf(chosenBase(choices.reinforced, chosen)),
    text({
      field: 'dataset',
      label: 'Prompts in S3',
      hint: 'JSONL in OpenAI’s chat layout with reference_answer, 100 to 20,000 lines. Graded by the function in Rung’s settings.',
      placeholder: 's3://bucket/prompts.jsonl',
    }),
    ...Object.entries(REWARD_PARAMETERS).map(([field, rule]) => numberField(field as LaunchField, rule)),
    select({
      field: 'reasoningEffort',
      label: 'Reasoning effort',
      hint: 'How much the model thinks before it answers, in training.',
      options: REASONING_EFFORTS.map((effort) => ({ value: effort, label: effort })),
    }),
  ];
}

function distillation(choices: FormChoices): FormBlock[] {
  return [
    select({
      field: 'pair',
      label: 'Teacher and student',
      hint: `The pairs that AWS offers in ${choices.region}.`,
      options: choices.pairs.map(({ id, label }) => ({ value: id, label })),
    }),
    select({
      field: 'source',
      label: 'What the student learns from',
      hint: 'Logged answers are used only where the teacher gave them.',
      options: Object.entries(DISTILLATION_SOURCES).map(([value, label]) => ({ value, label })),
    }),
    text({
      field: 'dataset',
      label: 'File of prompts, or folder of logs, in S3',
      hint: 'One turn a line, text only, 100 to 15,000 prompts.',
      placeholder: 's3://bucket/prompts.jsonl',
    }),
    numberField('maxResponseTokens', RESPONSE_TOKENS),
  ];
}

const modelFolder = text({
  field: 'dataset',
  label: 'The model’s folder in S3',
  hint: 'Safetensors, config.json and tokenizer, as Hugging Face lays them out.',
  placeholder: 's3://bucket/my-model/',
});

function router(choices: FormChoices, chosen: FormChosen): FormBlock[] {
  const family = choices.families.find(({ id }) => id === chosen.family) ?? choices.families[0];
  const ready = choices.readyRouters.map(({ name, arn }) => `${safe(name)} ${code(arn)}`);
  return [
    ...(ready.length > 0 ? [context(`AWS keeps these ready; they need no launch: ${ready.join(', ')}.`)] : []),
    select({
      field: 'family',
      label: 'Between',
      hint: 'Two models of one family; a router knows no others.',
      options: choices.families.map(({ id, models: [a, b] }) => ({ value: id, label: `${a?.name} and ${b?.name}` })),
      initial: family?.id,
      asksAnew: true,
    }),
    select({
      field: 'fallback',
      label: 'Answers unless the other is good enough',
      hint: 'The fallback: usually the larger of the two.',
      options: (family?.models ?? []).map(({ id, name }) => ({ value: id, label: name })),
      variant: family?.id ?? '',
    }),
    numberField('qualityDifference', QUALITY_DIFFERENCE),
  ];
}

function optimisation(choices: FormChoices): FormBlock[] {
  return [
    selectMany({
      field: 'models',
      label: 'Models to optimise for',
      hint: `One to ${OPTIMISATION_LIMITS.models}; name the one in use first, as the baseline.`,
      options: choices.optimised.map(({ id, name }) => ({ value: id, label: name })),
      most: OPTIMISATION_LIMITS.models,
    }),
    text({
      field: 'dataset',
      label: 'Prompt templates in S3',
      hint: `JSONL with promptTemplate and evaluationSamples; ${OPTIMISATION_LIMITS.templates} templates, ${OPTIMISATION_LIMITS.samples} samples each, at most.`,
      placeholder: 's3://bucket/templates.jsonl',
    }),
  ];
}
