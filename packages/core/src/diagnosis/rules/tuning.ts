import { type Rule, SOURCES } from '../rule.ts';

/** Fewest examples that a tune can be judged on; AWS recommends 100 per task, its services take fewer (Nova: 8). */
const FEWEST_PAIRS = 50;

const PAIRS = {
  any: [
    { fact: 'labelled-pairs', atLeast: FEWEST_PAIRS },
    { fact: 'preference-pairs', atLeast: FEWEST_PAIRS },
  ],
} as const;

/** That there are examples is no problem yet: something was tried, measured or complained of. */
const SOMETHING_FALLS_SHORT = {
  any: [
    'complaint',
    'prompt-falls-short',
    'bar-missed',
    'quality-measured',
    'gap-overfitting',
    'tuning-tried',
    'prompt-tried',
    'few-shot-tried',
    'retrieval-tried',
  ],
} as const;

/** When fine-tuning is earned. Every condition is on a fact that must be known. */
export const TUNING_RULES: readonly Rule[] = [
  {
    id: 'R-TUNE',
    when: [{ any: ['gap-behaviour', 'gap-skill'] }, PAIRS, 'prompt-falls-short'],
    effect: { kind: 'for', method: 'fine-tuning', weight: 17 },
    because: 'Form or one narrow skill is what fails, the examples exist, and the prompt has had its turn.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-TUNE-EARNED',
    when: [
      { any: ['gap-behaviour', 'gap-skill', 'task'] },
      {
        any: [
          { fact: 'labelled-pairs', atLeast: 300 },
          { fact: 'preference-pairs', atLeast: 300 },
        ],
      },
      { any: ['prompt-tried', 'few-shot-tried'] },
      { fact: 'traffic-volume', atLeast: 10_000 },
    ],
    effect: { kind: 'for', method: 'fine-tuning', weight: 13 },
    because: 'Enough examples, enough traffic, and the prompt has had its turn.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-TUNE-MEASURED',
    when: [
      'bar-missed',
      { fact: 'labelled-pairs', atLeast: 300 },
      { any: ['prompt-tried', 'few-shot-tried', 'retrieval-tried'] },
      { fact: 'traffic-volume', atLeast: 10_000 },
    ],
    effect: { kind: 'for', method: 'fine-tuning', weight: 14 },
    because:
      'The target is measured and missed with the lighter methods in place, and the examples to close the gap exist.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-TUNE-STUCK',
    when: [{ any: ['task', 'traffic-volume'] }, { fact: 'labelled-pairs', atLeast: 300 }, 'prompt-falls-short'],
    effect: { kind: 'for', method: 'fine-tuning', weight: 12 },
    because: 'The prompt was worked on and falls short, and there are examples to learn from.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-TUNE-PAIRS',
    when: [
      {
        any: [
          { fact: 'labelled-pairs', atLeast: 300 },
          { fact: 'preference-pairs', atLeast: 300 },
        ],
      },
      {
        any: [
          'task',
          'complaint',
          'gap-behaviour',
          'gap-skill',
          'task-narrow',
          'tuning-tried',
          'prompt-tried',
          'few-shot-tried',
          'quality-measured',
          'traffic-volume',
        ],
      },
    ],
    effect: { kind: 'for', method: 'fine-tuning', weight: 2 },
    because: 'There are enough examples to train on and to test with.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-TUNE-OWN-LABELS',
    when: [{ fact: 'labelled-pairs', atLeast: 5_000 }, 'bar-missed'],
    effect: { kind: 'for', method: 'fine-tuning', weight: 10 },
    because: 'Your own checked labels teach the task directly; a teacher model would only imitate them.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-TUNE-LABELS',
    when: [{ any: ['labelled-pairs', 'preference-pairs', 'answers-gradable'] }, SOMETHING_FALLS_SHORT],
    effect: { kind: 'for', method: 'fine-tuning', weight: 1 },
    because: 'There is something to learn from: examples, choices, or a grader.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-TUNE-GRADABLE',
    when: ['answers-gradable', { any: ['gap-behaviour', 'gap-skill', 'task-narrow', 'task'] }],
    effect: { kind: 'for', method: 'fine-tuning', weight: 2 },
    because: 'Each answer can be graded, so it could be trained by reinforcement without written answers.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-TUNE-GRADED',
    when: [{ any: ['gap-behaviour', 'gap-skill', 'task-narrow'] }, 'answers-gradable', 'prompt-falls-short'],
    effect: { kind: 'for', method: 'fine-tuning', weight: 15 },
    because: 'Answers that a grader can score can be trained by reinforcement, without written answers.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-TUNE-OBJECTIVE',
    when: [{ any: ['custom-objective', 'preference-pairs'] }, PAIRS],
    effect: { kind: 'for', method: 'fine-tuning', weight: 14 },
    because: 'A training objective of your own with the data for it.',
    source: SOURCES.serverless,
  },
  {
    id: 'R-TUNE-AGAIN',
    when: ['gap-overfitting'],
    effect: { kind: 'for', method: 'fine-tuning', weight: 18 },
    because:
      'The method is right and the run was not: fewer epochs, cleaner and more varied examples, from the base model.',
    source: SOURCES.practice,
  },
  {
    id: 'R-TUNE-REHOST',
    when: ['tuning-tried', { any: ['hosting-idle', 'commitment-considered'] }, { any: ['gap-cost', 'gap-serving'] }],
    effect: { kind: 'for', method: 'fine-tuning', weight: 14 },
    because: 'The tune is done; what has to change is how it is hosted.',
    source: SOURCES.onDemand,
  },
  {
    id: 'R-TUNE-THERE',
    when: ['tuning-tried'],
    effect: { kind: 'for', method: 'fine-tuning', weight: 1 },
    because: 'A tune exists already; the question is what to do about it.',
    source: SOURCES.practice,
  },
  {
    id: 'R-TUNE-MOVE',
    when: ['tuning-tried', PAIRS, { fact: 'base-model', oneOf: ['gpt'] }],
    effect: { kind: 'for', method: 'fine-tuning', weight: 12 },
    because: 'A tune that works elsewhere is trained again here from the same examples.',
    source: SOURCES.tunable,
  },
  {
    id: 'R-TUNE-TOO-FEW',
    when: [
      { any: ['denied:labelled-pairs', { fact: 'labelled-pairs', below: FEWEST_PAIRS }] },
      { not: 'answers-gradable' },
    ],
    effect: { kind: 'veto', methods: ['fine-tuning'] },
    because: 'Fewer than 50 labelled examples cannot be trained on and tested.',
    source: SOURCES.practice,
  },
  {
    id: 'R-TUNE-CHANGING',
    when: ['denied:task-stable'],
    effect: { kind: 'veto', methods: ['fine-tuning', 'distillation'] },
    because: 'The task still changes, and every change would be another training run.',
    source: SOURCES.practice,
  },
  {
    id: 'R-TUNE-NOISY',
    when: ['pairs-noisy', { not: 'gap-overfitting' }],
    effect: { kind: 'against', method: 'fine-tuning', weight: 14 },
    because: 'A tune imitates its examples, wrong ones too.',
    source: SOURCES.practice,
  },
  {
    id: 'R-TUNE-LOW',
    when: [{ fact: 'traffic-volume', below: 3_000 }],
    effect: { kind: 'against', method: 'fine-tuning', weight: 9 },
    because: 'At fewer than 100 requests a day a longer prompt is cheaper than a tune and its upkeep.',
    source: SOURCES.practice,
  },
];
