import type { Method } from '../methods.ts';
import { type Rule, SOURCES } from '../rule.ts';
import { NOT_IMPORTED, OPEN_MODELS, TUNES } from './paths.ts';

const TRAINING: readonly Method[] = [...TUNES, 'cpt'];

/** How the result is served; the first that holds is taken. */
export const HOSTING_RULES: readonly Rule[] = [
  {
    id: 'H-ROUTE-OWN',
    when: ['denied:one-family'],
    effect: { kind: 'hosting', hosting: 'none', methods: ['routing'] },
    because: 'A prompt router takes two models of one family; between vendors your own code has to choose.',
    source: SOURCES.routing,
  },
  {
    id: 'H-NONE',
    when: [],
    effect: { kind: 'hosting', hosting: 'none', methods: ['prompt', 'rag', 'routing'] },
    because: 'A base model on demand: nothing bills while idle.',
    source: SOURCES.customModels,
  },
  {
    id: 'H-MARKET-BUDGET',
    when: [{ fact: 'budget', below: 20_000 }],
    effect: { kind: 'hosting', hosting: 'marketplace-endpoint', methods: ['marketplace'] },
    because:
      'One small GPU (ml.g5.2xlarge, $1.52 an hour) up all year takes $13,315 of that budget, before the vendor’s price: delete it after use.',
    source: SOURCES.instancePrices,
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
      { any: ['cold-start-ok', 'hosting-idle', 'denied:traffic-steady', 'denied:idle-cost-accepted'] },
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
          'bedrock-unlikely',
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
    id: 'H-NO-IDLE',
    when: [{ fact: 'base-model', oneOf: ['llama'] }, 'denied:idle-cost-accepted'],
    effect: { kind: 'hosting', hosting: 'on-demand-custom', methods: TUNES },
    because:
      'Nothing may bill while idle, and of the tuned Llamas only 3.3 70B is served per token: take that one, or a Nova.',
    source: SOURCES.onDemand,
  },
  {
    id: 'H-PROVISIONED-TERM',
    when: [{ fact: 'base-model', oneOf: ['llama'] }, 'term-certain'],
    effect: { kind: 'hosting', hosting: 'provisioned', methods: TUNES },
    because:
      'It needs Provisioned Throughput, and half a year is certain: a term of one or six months is cheaper, and cannot be ended early.',
    source: SOURCES.provisioned,
  },
  {
    id: 'H-PROVISIONED-OPEN',
    when: [{ fact: 'base-model', oneOf: ['llama'] }, 'denied:term-certain'],
    effect: { kind: 'hosting', hosting: 'provisioned', methods: TUNES },
    because: 'It needs Provisioned Throughput; without a term it is dearer by the hour and can be deleted any day.',
    source: SOURCES.provisioned,
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
    because:
      'A tuned Nova is served on demand in us-east-1, a tuned Llama 3.3 70B in us-west-2: billed per token, nothing by the hour.',
    source: SOURCES.onDemand,
  },
];
