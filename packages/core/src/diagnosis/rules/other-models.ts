import { type Rule, SOURCES } from '../rule.ts';

/** When the answer is another model, or the same weights served in another way. */
export const OTHER_MODEL_RULES: readonly Rule[] = [
  {
    id: 'R-IMPORT',
    when: ['external-weights', { any: ['gap-serving', 'hosting-idle'] }],
    effect: { kind: 'for', method: 'import', weight: 20 },
    because: 'The weights exist; what is missing is a place that runs them.',
    source: SOURCES.import,
  },
  {
    id: 'R-IMPORT-WEIGHTS',
    when: ['external-weights'],
    effect: { kind: 'for', method: 'import', weight: 6 },
    because: 'Weights that were trained elsewhere can be served from AWS as they are.',
    source: SOURCES.import,
  },
  {
    id: 'R-IMPORT-DONE',
    when: ['external-weights', 'gap-serving', { not: 'own-teacher' }],
    effect: { kind: 'veto', methods: ['fine-tuning', 'cpt', 'distillation'] },
    because: 'The training is done; the question is where the weights live.',
    source: SOURCES.import,
  },
  {
    id: 'R-IMPORT-LICENCE',
    when: [{ fact: 'licence', oneOf: ['forbids'] }],
    effect: { kind: 'veto', methods: ['import'] },
    because: 'The licence of these weights does not allow your use of them, wherever they run.',
    source: SOURCES.practice,
  },
  {
    id: 'R-ROUTE',
    when: ['gap-mixed-traffic'],
    effect: { kind: 'for', method: 'routing', weight: 15 },
    because: 'Easy and hard requests share one stream: send each to the cheapest model that is good enough for it.',
    source: SOURCES.routing,
  },
  {
    id: 'R-ROUTE-ALIKE',
    when: ['denied:gap-mixed-traffic'],
    effect: { kind: 'veto', methods: ['routing'] },
    because: 'Where all requests are alike there is nothing to route.',
    source: SOURCES.routing,
  },
  {
    id: 'R-ROUTE-NO-LOSS',
    when: ['denied:quality-drop-accepted', { not: 'denied:small-model-weak' }],
    effect: { kind: 'veto', methods: ['routing'] },
    because: 'A router that may lose nothing sends everything to the large model.',
    source: SOURCES.routing,
  },
  {
    id: 'R-MARKET',
    when: ['gap-catalogue'],
    effect: { kind: 'for', method: 'marketplace', weight: 15 },
    because: 'A specialist model exists and somebody else maintains it.',
    source: SOURCES.marketplace,
  },
];
