import type { Condition } from '../condition.ts';
import type { Method } from '../methods.ts';
import { type Rule, SOURCES } from '../rule.ts';

export const TUNES: readonly Method[] = ['fine-tuning', 'distillation'];
/** Families whose architecture Custom Model Import does not list. */
export const NOT_IMPORTED: Condition = {
  any: ['denied:import-fits', 'denied:format-fits', { fact: 'base-model', oneOf: ['falcon', 'gemma', 'phi'] }],
};
/** Open models that Bedrock does not fine-tune. */
export const OPEN_MODELS = ['mistral', 'qwen', 'falcon', 'gemma', 'phi', 'deepseek', 'gpt-oss', 'open'] as const;

/** Most managed first unless a need forces otherwise; the first that holds is taken. */
export const PATH_RULES: readonly Rule[] = [
  {
    id: 'P-CPT',
    when: [],
    effect: { kind: 'path', path: 'sagemaker', methods: ['cpt'] },
    because: 'Continued pre-training is offered in SageMaker; Bedrock no longer has it.',
    source: SOURCES.cpt,
  },
  {
    id: 'P-OBJECTIVE',
    when: [{ any: ['custom-objective', 'distributed-training', 'own-teacher', 'preference-pairs'] }],
    effect: { kind: 'path', path: 'sagemaker', methods: TUNES },
    because: 'A training objective, scale or teacher of your own needs full control.',
    source: SOURCES.serverless,
  },
  {
    id: 'P-UNFIT',
    when: ['bedrock-unfit'],
    effect: { kind: 'path', path: 'sagemaker', methods: [...TUNES, 'import'] },
    because: 'You ruled Bedrock out, so it runs in SageMaker.',
    source: SOURCES.serverless,
  },
  {
    id: 'P-IMPORT-UNFIT',
    when: [NOT_IMPORTED],
    effect: { kind: 'path', path: 'sagemaker', methods: ['import'] },
    because: 'Custom Model Import takes only the architectures that it lists, as safetensors; SageMaker serves any.',
    source: SOURCES.import,
  },
  {
    id: 'P-OWN-GUIDED',
    when: ['own-weights', 'no-ml-team'],
    effect: { kind: 'path', path: 'jumpstart', methods: TUNES },
    because:
      'The weights must be yours and nobody there runs training clusters: a guided recipe leaves them in your S3.',
    source: SOURCES.serverless,
  },
  {
    id: 'P-OWN-LISTED',
    when: ['own-weights', { fact: 'base-model', oneOf: ['llama', 'mistral', 'qwen', 'gpt-oss'] }],
    effect: { kind: 'path', path: 'sagemaker', methods: TUNES },
    because:
      'Weights that must be yours are trained in SageMaker; this family can be imported into Bedrock afterwards, where it bills only while in use.',
    source: SOURCES.import,
  },
  {
    id: 'P-OWN',
    when: ['own-weights'],
    effect: { kind: 'path', path: 'sagemaker', methods: TUNES },
    because: 'Weights that must be yours cannot stay inside Bedrock.',
    source: SOURCES.serverless,
  },
  {
    id: 'P-NO-UNITS',
    when: [{ fact: 'base-model', oneOf: ['llama'] }, 'denied:quota'],
    effect: { kind: 'path', path: 'jumpstart', methods: TUNES },
    because: 'A tuned Llama of this size needs model units, and an account has none until AWS grants them.',
    source: SOURCES.provisioned,
  },
  {
    id: 'P-OPEN',
    when: [{ fact: 'base-model', oneOf: OPEN_MODELS }],
    effect: { kind: 'path', path: 'jumpstart', methods: TUNES },
    because: 'Bedrock does not tune this open model; serverless customization in SageMaker does, without a script.',
    source: SOURCES.serverless,
  },
  {
    id: 'P-REGION',
    when: [{ fact: 'region', oneOf: ['elsewhere'] }],
    effect: { kind: 'path', path: 'jumpstart', methods: TUNES },
    because: 'Bedrock tunes models in us-east-1 and us-west-2 only, and your data may not go there.',
    source: SOURCES.tunable,
  },
  {
    id: 'P-UNLIKELY',
    when: ['bedrock-unlikely'],
    effect: { kind: 'path', path: 'sagemaker', methods: TUNES },
    because:
      'What you describe may need what managed tuning in Bedrock does not give: weights, region, base or objective of your own. Without such a need, take Bedrock.',
    source: SOURCES.serverless,
  },
  {
    id: 'P-MANAGED',
    when: [],
    effect: { kind: 'path', path: 'bedrock', methods: [...TUNES, 'import'] },
    because: 'Nothing you said needs more control than it gives.',
    source: SOURCES.customModels,
  },
];
