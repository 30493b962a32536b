import type { Condition } from '../condition.ts';
import type { Method } from '../methods.ts';
import { type Rule, SOURCES } from '../rule.ts';

const TUNES: readonly Method[] = ['fine-tuning', 'distillation'];
const TRAINING: readonly Method[] = [...TUNES, 'cpt'];
/** Families whose architecture Custom Model Import does not list. */
const NOT_IMPORTED: Condition = {
  any: ['denied:import-fits', { fact: 'base-model', oneOf: ['falcon', 'gemma', 'phi'] }],
};
/** Open models that Bedrock does not fine-tune. */
const OPEN_MODELS = ['mistral', 'qwen', 'falcon', 'gemma', 'phi', 'deepseek', 'gpt-oss', 'open'] as const;

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
    because: 'You ruled Bedrock out, so the model is trained and served in SageMaker.',
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
    id: 'P-MANAGED',
    when: [],
    effect: { kind: 'path', path: 'bedrock', methods: [...TUNES, 'import'] },
    because: 'No stated need forces anything less managed.',
    source: SOURCES.customModels,
  },
];

/** How the result is served; the first that holds is taken. */
export const HOSTING_RULES: readonly Rule[] = [
  {
    id: 'H-NONE',
    when: [],
    effect: { kind: 'hosting', hosting: 'none', methods: ['prompt', 'rag', 'routing'] },
    because: 'A base model on demand: nothing bills while idle.',
    source: SOURCES.customModels,
  },
  {
    id: 'H-MARKET-BURSTS',
    when: ['denied:traffic-steady'],
    effect: { kind: 'hosting', hosting: 'marketplace-endpoint', methods: ['marketplace'] },
    because: 'The endpoint bills by the hour, so it is deployed for the bursts and deleted after them.',
    source: SOURCES.marketplace,
  },
  {
    id: 'H-MARKET',
    when: [],
    effect: { kind: 'hosting', hosting: 'marketplace-endpoint', methods: ['marketplace'] },
    because: 'A Marketplace model runs on an endpoint of yours that bills by the hour.',
    source: SOURCES.marketplace,
  },
  {
    id: 'H-IMPORT-ELSEWHERE',
    when: [{ fact: 'region', oneOf: ['elsewhere'] }],
    effect: { kind: 'hosting', hosting: 'endpoint-scale-to-zero', methods: ['import'] },
    because: 'Custom Model Import is not in that region; an endpoint that scales to zero is.',
    source: SOURCES.scaleToZero,
  },
  {
    id: 'H-IMPORT-UNFIT-SLEEP',
    when: [NOT_IMPORTED, 'cold-start-ok'],
    effect: { kind: 'hosting', hosting: 'endpoint-scale-to-zero', methods: ['import'] },
    because: 'An endpoint that scales to zero costs nothing while it sleeps; requests fail for minutes while it wakes.',
    source: SOURCES.scaleToZero,
  },
  {
    id: 'H-IMPORT-UNFIT',
    when: [NOT_IMPORTED],
    effect: { kind: 'hosting', hosting: 'endpoint', methods: ['import'] },
    because: 'Weights that Bedrock does not take are served from an endpoint, which bills by the hour while it is up.',
    source: SOURCES.import,
  },
  {
    id: 'H-IMPORT-WARM',
    when: ['denied:cold-start-ok'],
    effect: { kind: 'hosting', hosting: 'endpoint', methods: ['import'] },
    because: 'Imported copies are evicted when idle; a first answer at once needs an endpoint that stays up.',
    source: SOURCES.importCost,
  },
  {
    id: 'H-IMPORT',
    when: [],
    effect: { kind: 'hosting', hosting: 'import-copies', methods: ['import'] },
    because:
      'Imported copies bill in five-minute windows while in use and go to zero after idling; the first call then waits.',
    source: SOURCES.importCost,
  },
  {
    id: 'H-SLEEP',
    when: [
      {
        any: [
          'own-weights',
          'own-teacher',
          'custom-objective',
          'distributed-training',
          { fact: 'base-model', oneOf: OPEN_MODELS },
        ],
      },
      { any: ['cold-start-ok', 'hosting-idle', 'denied:traffic-steady'] },
    ],
    effect: { kind: 'hosting', hosting: 'endpoint-scale-to-zero', methods: TRAINING },
    because: 'An endpoint that scales to zero costs nothing while it sleeps; requests fail for minutes while it wakes.',
    source: SOURCES.scaleToZero,
  },
  {
    id: 'H-ENDPOINT',
    when: [
      {
        any: [
          'own-weights',
          'own-teacher',
          'custom-objective',
          'distributed-training',
          'preference-pairs',
          'bedrock-unfit',
          { fact: 'base-model', oneOf: OPEN_MODELS },
          { fact: 'region', oneOf: ['elsewhere'] },
        ],
      },
    ],
    effect: { kind: 'hosting', hosting: 'endpoint', methods: TUNES },
    because: 'Weights that live outside Bedrock are served from an endpoint, which bills by the hour while it is up.',
    source: SOURCES.serverless,
  },
  {
    id: 'H-CPT',
    when: [],
    effect: { kind: 'hosting', hosting: 'endpoint', methods: ['cpt'] },
    because: 'A fully trained base is served from an endpoint by the hour.',
    source: SOURCES.cpt,
  },
  {
    id: 'H-NO-UNITS',
    when: [{ fact: 'base-model', oneOf: ['llama'] }, 'denied:quota'],
    effect: { kind: 'hosting', hosting: 'endpoint', methods: TUNES },
    because: 'Without a quota of model units it is served from an endpoint, which bills by the hour while it is up.',
    source: SOURCES.serverless,
  },
  {
    id: 'H-PROVISIONED',
    when: [{ fact: 'base-model', oneOf: ['llama'] }],
    effect: { kind: 'hosting', hosting: 'provisioned', methods: TUNES },
    because: 'Of the Llamas only 3.3 70B is served on demand when tuned; the others need Provisioned Throughput.',
    source: SOURCES.onDemand,
  },
  {
    id: 'H-ON-DEMAND',
    when: [],
    effect: { kind: 'hosting', hosting: 'on-demand-custom', methods: TUNES },
    because: 'A tuned Nova is served on demand and billed per token (us-east-1; Llama 3.3 70B in us-west-2).',
    source: SOURCES.onDemand,
  },
];
