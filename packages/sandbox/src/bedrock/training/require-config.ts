import { validationError } from '../arns.ts';
import { type BaseModel, modelIdOf } from '../base-models.ts';
import type { JobRequest } from '../state.ts';

const LLAMA_8B = 'meta.llama3-1-8b-instruct-v1:0:128k';
const SMALL = [LLAMA_8B, 'meta.llama3-2-1b-instruct-v1:0:128k', 'meta.llama3-2-3b-instruct-v1:0:128k'];

/** Students by teacher, as of 2026-11-20 (Bedrock user guide, prequisites-model-distillation). */
const STUDENTS: Readonly<Record<string, readonly string[]>> = {
  'amazon.nova-pro-v1:0': ['amazon.nova-lite-v1:0:300k', 'amazon.nova-micro-v1:0:128k'],
  'meta.llama3-1-405b-instruct-v1:0': [
    LLAMA_8B,
    'meta.llama3-1-70b-instruct-v1:0:128k',
    'meta.llama3-3-70b-instruct-v1:0:128k',
  ],
  'meta.llama3-1-70b-instruct-v1:0': SMALL,
  'meta.llama3-3-70b-instruct-v1:0': SMALL,
};

/** Whether any teacher may teach this model. */
export const isStudent = (modelId: string): boolean => Object.values(STUDENTS).some((ids) => ids.includes(modelId));

/** Models that reinforcement fine-tuning is offered for (nova-rft.html, read 2026-11-26). */
const REINFORCED = ['amazon.nova-2-lite-v1:0:256k'];

/** The rules that bind customizationConfig to the type of the job and to its base model. */
export function requireConfig(request: JobRequest, model: BaseModel, region: string): void {
  const { distillationConfig, rftConfig } = request.customizationConfig ?? {};
  const type = request.customizationType ?? 'FINE_TUNING';
  if (type === 'DISTILLATION') requirePair(distillationConfig, model);
  else if (type === 'REINFORCEMENT_FINE_TUNING') requireGrader(rftConfig, model, region);
  else if (request.customizationConfig) throw validationError(`customizationConfig is not for ${type} jobs.`);
}

type Config = NonNullable<JobRequest['customizationConfig']>;

function requirePair(config: Config['distillationConfig'], model: BaseModel): void {
  if (!config) throw validationError('customizationConfig.distillationConfig is required for a DISTILLATION job.');
  const teacher = modelIdOf(config.teacherModelConfig.teacherModelIdentifier).replace(/^(?:us|eu|apac)\./, '');
  if (STUDENTS[teacher]?.includes(model.id)) return;
  throw validationError(`The teacher model ${teacher} does not support the student model ${model.id}.`);
}

function requireGrader(config: Config['rftConfig'], model: BaseModel, region: string): void {
  const arn = config?.graderConfig?.lambdaGrader?.lambdaArn;
  if (!arn) throw validationError('A lambdaGrader is required for a REINFORCEMENT_FINE_TUNING job.');
  if (!REINFORCED.includes(model.id))
    throw validationError(`The model ${model.id} does not support customization of type REINFORCEMENT_FINE_TUNING.`);
  if (arn.split(':')[3] !== region) throw validationError(`The grader must be in ${region}.`);
}
