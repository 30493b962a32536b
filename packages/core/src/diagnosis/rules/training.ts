import { type Rule, SOURCES } from '../rule.ts';

/** Fewest examples that a tune can be judged on; AWS recommends 100 per task, its services take fewer (Nova: 8). */
const FEWEST_PAIRS = 50;
/** Below this many tokens a corpus teaches no language; AWS speaks of tens of billions for Nova. */
const FEWEST_CORPUS_TOKENS = 100_000_000;
/** Requests a month below which a student never earns its training back. */
const DISTILLATION_VOLUME = 100_000;

const PAIRS = {
  any: [
    { fact: 'labelled-pairs', atLeast: FEWEST_PAIRS },
    { fact: 'preference-pairs', atLeast: FEWEST_PAIRS },
  ],
} as const;

/** When training is earned. Every condition is on a fact that must be known. */
export const TRAINING_RULES: readonly Rule[] = [
  {
    id: 'R-TUNE',
    when: [{ any: ['gap-behaviour', 'gap-skill'] }, PAIRS, 'prompt-falls-short'],
    effect: { kind: 'for', method: 'fine-tuning', weight: 17 },
    because: 'Form or a narrow skill, labelled examples, and a prompt that was worked on and falls short.',
    source: SOURCES.customModels,
  },
  {
    id: 'R-TUNE-EARNED',
    when: [
      { any: ['gap-behaviour', 'gap-skill'] },
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
    source: SOURCES.tunable,
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
  {
    id: 'R-DISTIL',
    when: [
      'big-model-good',
      { any: ['gap-cost', 'gap-speed'] },
      {
        any: [
          { fact: 'traffic-volume', atLeast: DISTILLATION_VOLUME },
          { fact: 'logged-prompts', atLeast: 100 },
          { fact: 'documents', atLeast: 1_000_000 },
          'task-narrow',
          'small-model-weak',
        ],
      },
    ],
    effect: { kind: 'for', method: 'distillation', weight: 18 },
    because: 'A large model does one narrow thing well and costs too much: train a small one on its answers.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-GAP',
    when: ['big-model-good', 'small-model-weak', { fact: 'traffic-volume', atLeast: DISTILLATION_VOLUME }],
    effect: { kind: 'for', method: 'distillation', weight: 18 },
    because: 'The large model passes, the small one does not, and the volume pays for closing the gap.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-VOLUME',
    when: ['big-model-good', 'task-narrow', { fact: 'traffic-volume', atLeast: 1_000_000 }],
    effect: { kind: 'for', method: 'distillation', weight: 12 },
    because: 'One narrow task at more than a million requests a month, and a large model does it well.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-BILL',
    when: [
      { any: ['gap-cost', 'gap-speed'] },
      { any: ['task-narrow', 'big-model-named', 'small-model-weak', 'denied:labelled-pairs'] },
      { fact: 'traffic-volume', atLeast: 1_000_000 },
    ],
    effect: { kind: 'for', method: 'distillation', weight: 13 },
    because: 'More than a million requests a month, and the bill or the wait is the problem.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-LEVERS',
    when: ['cheaper-levers-used', 'gap-cost', { any: ['task-narrow', 'task-stable', 'quality-drop-accepted'] }],
    effect: { kind: 'for', method: 'distillation', weight: 15 },
    because: 'Caching and batch are used up, the task holds still, and a small loss is accepted.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-ACCEPTED',
    when: [
      'gap-cost',
      'quality-drop-accepted',
      { any: ['big-model-good', 'big-model-named'] },
      { any: ['task-narrow', 'task-stable', { fact: 'traffic-volume', atLeast: DISTILLATION_VOLUME }] },
    ],
    effect: { kind: 'for', method: 'distillation', weight: 15 },
    because: 'A narrow task on a dear model, and a small loss of quality is accepted.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-TEACHER',
    when: ['own-teacher'],
    effect: { kind: 'for', method: 'distillation', weight: 18 },
    because: 'A teacher that passes and a student that is cheaper is distillation, also with a teacher of your own.',
    source: SOURCES.serverless,
  },
  {
    id: 'R-DISTIL-NO-LOSS',
    when: ['denied:quality-drop-accepted'],
    effect: { kind: 'veto', methods: ['distillation'] },
    because: 'A student comes near its teacher and does not reach it.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-LOW',
    when: [{ fact: 'traffic-volume', below: 30_000 }],
    effect: { kind: 'veto', methods: ['distillation'] },
    because: 'Under about 1,000 requests a day there is no bill for a student to lower.',
    source: SOURCES.practice,
  },
  {
    id: 'R-DISTIL-MIXED',
    when: ['gap-mixed-traffic'],
    effect: { kind: 'veto', methods: ['distillation', 'fine-tuning'] },
    because: 'One student cannot stand in for a stream of unlike tasks.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-CPT',
    when: ['gap-language', { fact: 'raw-corpus', atLeast: FEWEST_CORPUS_TOKENS }],
    effect: { kind: 'for', method: 'cpt', weight: 18 },
    because: 'The language itself is foreign to the model and you have a great deal of raw text.',
    source: SOURCES.cpt,
  },
  {
    id: 'R-CPT-TONGUE',
    when: [
      { any: ['other-language', 'gap-language'] },
      { fact: 'raw-corpus', atLeast: 500_000_000 },
      { any: ['denied:labelled-pairs', 'many-tasks', 'prompt-falls-short', 'retrieval-falls-short', 'complaint'] },
    ],
    effect: { kind: 'for', method: 'cpt', weight: 13 },
    because: 'A great deal of unlabelled text in a language that models know poorly.',
    source: SOURCES.cpt,
  },
  {
    id: 'R-CPT-BASE',
    when: ['many-tasks', { fact: 'raw-corpus', atLeast: FEWEST_CORPUS_TOKENS }],
    effect: { kind: 'for', method: 'cpt', weight: 8 },
    because: 'Several teams need one base that speaks the domain.',
    source: SOURCES.cpt,
  },
  {
    id: 'R-CPT-SMALL',
    when: [{ fact: 'raw-corpus', below: FEWEST_CORPUS_TOKENS }],
    effect: { kind: 'veto', methods: ['cpt'] },
    because: 'That is far too little text to teach a language; AWS speaks of tens of billions of tokens.',
    source: SOURCES.cpt,
  },
  {
    id: 'R-CPT-BUDGET',
    when: [{ fact: 'budget', below: 20_000 }],
    effect: { kind: 'veto', methods: ['cpt'] },
    because: 'Continued pre-training and a year of its hosting do not fit into that budget.',
    source: SOURCES.practice,
  },
  {
    id: 'R-CPT-PLAIN',
    when: ['denied:gap-language'],
    effect: { kind: 'veto', methods: ['cpt'] },
    because: 'The language is ordinary; the model reads it already.',
    source: SOURCES.cpt,
  },
];
