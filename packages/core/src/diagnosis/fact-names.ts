/**
 * Everything that the diagnosis can know of a problem. The sentence is what the fact means when known; it is also the
 * description that a reading model gets, so it has to stand alone.
 */
export const FACTS = {
  'gap-facts': 'The model lacks knowledge that is in their own documents or data.',
  'gap-live-data': 'A right answer needs live data about one person, order, account or stock level.',
  'gap-provenance': 'Answers must cite, quote or be traceable to a source.',
  'gap-retrieval': 'Retrieval exists and brings back the wrong, too few or too many passages.',
  'shown-wrong-fact': 'A pasted failure shows a wrong fact (the model said one thing, their source says another).',
  'gap-instructions': 'The model can do the task but does it unevenly, or was never told clearly what is wanted.',
  'gap-input': 'The inputs or labels themselves are ambiguous, broken or incomplete, so no model could do better.',
  'gap-behaviour': 'What is wrong is form: format, layout, schema, tone, voice or style.',
  'gap-skill': 'A narrow skill (classification, extraction, scoring, a fixed transformation) is not good enough.',
  'gap-language': 'The language of the domain, or a human language, is alien to the base model.',
  'gap-cost': 'A model that is good enough costs too much at their volume.',
  'gap-speed': 'A model that is good enough answers too slowly.',
  'gap-mixed-traffic': 'Easy and hard requests share one stream and all go to one model.',
  'gap-catalogue': 'They need a specialist or vendor model that is not in the standard catalogue.',
  'gap-tools': 'The model has to calculate, look up or act, which a tool does and weights do not.',
  'gap-overfitting': 'A tune was trained already and overfits or repeats its examples.',
  'gap-serving': 'They have trained weights and need them served.',
  'prompt-tried': 'Serious work went into the prompt.',
  'prompt-falls-short': 'Prompting or few-shot was tried and a measured or observed shortfall remains.',
  'few-shot-tried': 'Examples were put into the prompt.',
  'prompt-works': 'A prompt, with or without examples or pasted material, already does what they need.',
  'bar-met': 'The measured quality already meets the target.',
  'context-fits': 'All the knowledge that is needed fits into the prompt.',
  'retrieval-tried': 'Retrieval was tried.',
  'retrieval-falls-short': 'Retrieval was tried and did not cure the problem.',
  'retrieval-works': 'Retrieval runs and brings back the right material.',
  'tuning-tried': 'A tune was trained already.',
  'cheaper-levers-used': 'Prompt caching, batch or a smaller prompt were used already to save money.',
  'labelled-pairs': 'Labelled input/output examples; the amount is their number.',
  'pairs-reviewed': 'The labels were written or checked by people who know.',
  'pairs-noisy': 'The labels are scraped, contradictory, duplicated or unchecked.',
  'preference-pairs': 'Examples carry preferences or scores instead of one right answer.',
  rows: 'Rows of data of which it is not said whether they are labelled; the amount is their number.',
  'raw-corpus': 'Unlabelled domain text; the amount is its size in tokens.',
  documents: 'Documents that hold the knowledge.',
  'facts-change': 'The knowledge changes over time.',
  'logged-prompts': 'Logged prompts or answers of a model in production; the amount is their number.',
  'answers-gradable': 'Answers can be graded automatically by a rule, a test or a judge.',
  task: 'The task is described.',
  'task-narrow': 'One narrow, repetitive task.',
  'task-stable': 'The task does not change.',
  'many-tasks': 'Many different tasks or teams are to build on the result.',
  'traffic-volume': 'Requests; the amount is per month.',
  'traffic-steady': 'Traffic is steady; denied when it is spiky, low or rare.',
  'quality-bar': 'The quality that is needed, in percent.',
  'quality-measured': 'The quality that was measured, in percent.',
  'big-model-good': 'A large model does the task well enough.',
  'small-model-weak': 'A small model does the task badly.',
  'quality-drop-accepted': 'A small loss of quality is accepted.',
  'latency-target': 'A latency target is named.',
  budget: 'A budget is named; the amount is in US dollars.',
  region: 'The AWS region or country that data or inference is bound to.',
  'base-model': 'The base model that is meant or allowed.',
  'model-not-tunable': 'The model they want to tune cannot be tuned on AWS.',
  'own-weights': 'The weights must be theirs, portable or outside a managed service.',
  'custom-objective': 'Training needs an objective or technique that managed tuning lacks.',
  'distributed-training': 'Training needs several machines.',
  'own-teacher': 'The teacher model is their own or not on the managed list.',
  'external-weights': 'Trained weights exist outside Bedrock.',
  'no-ml-team': 'Nobody there runs machine-learning infrastructure.',
  'cold-start-ok': 'A slow first answer after a quiet time is acceptable.',
  'hosting-idle': 'Something that is hosted stands idle most of the time.',
  'commitment-considered': 'A committed term or Provisioned Throughput is being considered.',
  'offline-work': 'Answers are needed overnight or later, not at once.',
  'personal-data': 'The data holds personal, medical or secret information.',
  licence: 'The licence of model, weights or data was named.',
  'access-rules': 'Different readers may see different documents.',
  'credits-known': 'AWS credits are named.',
  'long-prompt': 'The prompt or its examples are long and paid for on every call.',
  'goal-lookup': 'The goal is to look something up or to answer questions from material.',
  'wish-only': 'A method or a model is wished for and no problem is told.',
  'failure-vague': 'Something is wrong and it is not told what.',
  'docs-format': 'The form of the documents is named.',
  'eval-set': 'A test set or a way of measuring exists.',
} as const;

export type FactName = keyof typeof FACTS;

export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];

export function isFactName(value: unknown): value is FactName {
  return typeof value === 'string' && Object.hasOwn(FACTS, value);
}

/** Facts that carry a number, with the unit that the number is kept in. */
export const AMOUNT_UNITS: Partial<Readonly<Record<FactName, AmountUnit>>> = {
  'labelled-pairs': 'examples',
  'preference-pairs': 'examples',
  rows: 'rows',
  'raw-corpus': 'tokens',
  'logged-prompts': 'prompts',
  'traffic-volume': 'requests',
  'quality-bar': 'percent',
  'quality-measured': 'percent',
  budget: 'usd',
  documents: 'documents',
};

export type AmountUnit = 'examples' | 'rows' | 'tokens' | 'prompts' | 'requests' | 'percent' | 'usd' | 'documents';
