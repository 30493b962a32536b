import type { Condition } from '../condition.ts';
import { type Rule, SOURCES } from '../rule.ts';

/** Requests a month below which a student hardly earns its training back. */
const DISTILLATION_VOLUME = 100_000;

/** US dollars a month below which a lighter prompt, a cache or batch is all that the saving pays for. */
export const SMALL_BILL = 3_000;
/** From here on it pays for one. */
export const LARGE_BILL = 10_000;

/** Only the wait was complained of. */
const NO_BILL: Condition = { all: ['gap-speed', { not: 'gap-cost' }] };

/** When a small model should be taught by a large one. Every condition for it is on a fact that must be known. */
export const DISTILLATION_RULES: readonly Rule[] = [
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
    worded: [[NO_BILL, 'A large model does one narrow thing well and is too slow: train a small one on its answers.']],
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
    worded: [[NO_BILL, 'More than a million requests a month, and the wait is the problem.']],
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-LIKELY',
    when: ['big-model-named', 'task-narrow', { fact: 'traffic-volume', atLeast: 1_000_000 }],
    effect: { kind: 'for', method: 'distillation', weight: 8 },
    because: 'A large model on one narrow task at more than a million requests a month.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-HINT',
    when: [{ any: ['gap-cost', 'gap-speed', 'big-model-good'] }],
    effect: { kind: 'for', method: 'distillation', weight: 1 },
    because: 'A good answer exists and costs or takes too much, or a large model that gives it.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-DEAR',
    when: [{ any: ['gap-cost', 'gap-speed'] }, { any: ['big-model-good', 'big-model-named'] }],
    effect: { kind: 'for', method: 'distillation', weight: 2 },
    because: 'A large model is in use, and what it costs or how long it takes is the problem.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-GOOD',
    when: ['big-model-good', { any: ['task-narrow', 'small-model-weak', 'quality-drop-accepted'] }],
    effect: { kind: 'for', method: 'distillation', weight: 2 },
    because: 'A large model does this one task well enough to teach a small one.',
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
    id: 'R-DISTIL-LOGS',
    when: ['gap-cost', { fact: 'logged-prompts', atLeast: 1_000 }, { any: ['big-model-good', 'big-model-named'] }],
    effect: { kind: 'for', method: 'distillation', weight: 13 },
    because: 'What the large model was asked is logged: prompts to train on exist already.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-TEACHER',
    when: [
      'own-teacher',
      { any: ['gap-cost', 'gap-speed', 'own-weights', 'small-model-weak', 'denied:labelled-pairs'] },
    ],
    effect: { kind: 'for', method: 'distillation', weight: 18 },
    because: 'You have a teacher that is good enough: let it teach a model that is cheaper.',
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
    id: 'R-DISTIL-SMALL-BILL',
    when: [{ fact: 'bill', below: SMALL_BILL }],
    effect: { kind: 'veto', methods: ['distillation'] },
    because: 'A student saves at most the bill, and this bill is smaller than the weeks of work that it takes.',
    source: SOURCES.practice,
  },
  {
    id: 'R-DISTIL-LARGE-BILL',
    when: [
      { fact: 'bill', atLeast: LARGE_BILL },
      { any: ['big-model-good', { all: ['big-model-named', { any: ['gap-cost', 'gap-speed'] }] }] },
    ],
    effect: { kind: 'for', method: 'distillation', weight: 8 },
    because: 'A bill of this size pays for teaching a small model what the large one does.',
    source: SOURCES.distillation,
  },
  {
    id: 'R-DISTIL-MIXED',
    when: ['gap-mixed-traffic'],
    effect: { kind: 'veto', methods: ['distillation', 'fine-tuning'] },
    because: 'One student cannot stand in for a stream of unlike tasks.',
    source: SOURCES.distillation,
  },
];
