import { FACTS, type FactName } from './fact-names.ts';
import type { FactChange } from './verdict.ts';

/** How a fact reads after "if". */
const WORDS: Readonly<Record<FactName, readonly [known: string, denied: string]>> = {
  'gap-facts': ['the missing thing turns out to be facts', 'no facts are missing'],
  'gap-live-data': ['the answer depends on live data', 'the answer does not depend on live data'],
  'gap-provenance': ['answers have to show their source', 'answers need no source'],
  'gap-retrieval': ['retrieval brings back the wrong passages', 'retrieval brings back the right passages'],
  'gap-instructions': ['it gets it right some of the time', 'it is wrong in the same way every time'],
  'gap-behaviour': ['the form is what fails', 'the form is fine'],
  'gap-skill': ['a narrow skill is what fails', 'the skill is good enough'],
  'gap-language': ['the language itself is foreign to the model', 'the language is ordinary'],
  'gap-cost': ['a good enough model costs too much', 'the cost is fine'],
  'gap-mixed-traffic': ['easy and hard requests share one stream', 'all requests are alike'],
  'gap-catalogue': ['a specialist model outside the catalogue is needed', 'a catalogue model will do'],
  'prompt-tried': ['the prompt was worked on', 'nobody has worked on the prompt yet'],
  'prompt-falls-short': ['prompting and few-shot still fall short on a test set', 'the prompt is good enough'],
  'prompt-works': ['a prompt with examples turns out to do it', 'no prompt does it'],
  'bar-met': ['the test set shows that the target is met', 'the target is not met'],
  'training-refused': ['nobody wants to train anything', 'training is an option'],
  'bedrock-unfit': ['Bedrock is ruled out', 'Bedrock is an option'],
  'context-fits': ['all the knowledge fits into the prompt', 'the knowledge does not fit into the prompt'],
  'task-stable': ['the task stays as it is', 'the task keeps changing'],
  'labelled-pairs': ['labelled examples exist', 'there are no labelled examples'],
  'big-model-good': ['a large model does it well', 'no large model does it well'],
  quota: ['AWS granted the quota', 'AWS has granted no quota'],
  licence: ['the licence forbids it', 'no licence stands against it'],
  'gap-overfitting': ['an earlier tune overfits', 'no earlier tune overfits'],
  'gap-serving': ['trained weights need to be served', 'nothing needs serving'],
  'gap-speed': ['a good enough model is too slow', 'the speed is fine'],
  'shown-wrong-fact': ['a pasted failure shows a wrong fact', 'the pasted failure is not a wrong fact'],
  'task-narrow': ['it is one narrow task', 'it is many tasks'],
  documents: ['the answers stand in documents', 'no documents hold the answers'],
  'own-weights': ['the weights must be yours', 'the weights need not be yours'],
  'retrieval-falls-short': ['retrieval was tried and did not help', 'retrieval helps'],
  'bar-missed': ['a test set shows that the target is missed', 'the target is not missed'],
  'small-model-weak': ['a small model does it badly', 'a small model does it well'],
  'quality-drop-accepted': ['a small loss of quality is accepted', 'no loss of quality is accepted'],
  'gap-tools': ['a tool could do it', 'no tool is needed'],
  'gap-input': ['the inputs are ambiguous', 'the inputs are clear'],
  'external-weights': ['trained weights exist already', 'no trained weights exist'],
  'facts-change': ['the facts change', 'the facts stay as they are'],
  'traffic-volume': ['there are many requests', 'there are few requests'],
  'raw-corpus': ['there is raw text of the domain', 'there is no raw text'],
  'logged-prompts': ['prompts were logged', 'no prompts were logged'],
  'goal-lookup': ['people want to look things up', 'nobody looks anything up'],
  'facts-likely': ['what is missing sounds like facts', 'nothing sounds like missing facts'],
  'big-model-named': ['a large model is in use', 'no large model is in use'],
  'quoted-answer': ['an answer that went wrong is shown', 'no answer is shown'],
  'quoted-truth': ['the right answer to it stands in a source', 'no source holds the right answer'],
  'import-fits': [
    'Custom Model Import takes the architecture and the files',
    'Custom Model Import does not take the architecture or the files',
  ],
  'format-fits': ['the files can be brought into safetensors', 'the files cannot be brought into safetensors'],
  'schema-enforced': ['a schema in the call enforces the form', 'no schema in the call enforces the form'],
  'few-shot-tried': ['examples in the prompt were tried', 'no examples were put into the prompt'],
  'retrieval-tried': ['retrieval was tried', 'retrieval was not tried'],
  'retrieval-works': ['retrieval brings back the right material', 'retrieval does not bring back the right material'],
  'tuning-tried': ['a tune was trained already', 'no tune was trained yet'],
  'cheaper-levers-used': [
    'caching, batch and a shorter prompt were used already',
    'caching, batch or a shorter prompt were not used yet',
  ],
  'pairs-reviewed': ['people who know checked the labels', 'nobody who knows checked the labels'],
  'pairs-noisy': ['the labels are unchecked or contradict each other', 'the labels are clean'],
  'preference-pairs': ['examples carry scores or preferences', 'no scores or preferences exist'],
  rows: ['there are rows of data', 'there are no rows of data'],
  'answers-gradable': ['a rule or a test can grade the answers', 'no rule or test can grade the answers'],
  complaint: ['something concrete goes wrong', 'nothing concrete goes wrong'],
  task: ['the task is told', 'no task is told'],
  'many-tasks': ['many tasks or teams are to build on it', 'one task is to build on it'],
  'traffic-steady': ['the traffic is steady', 'the traffic comes in bursts or seldom'],
  'quality-bar': ['a target for the quality is set', 'no target for the quality is set'],
  'quality-measured': ['the quality was measured', 'the quality was not measured'],
  'latency-target': ['an answer has to come within a set time', 'no time is set for an answer'],
  budget: ['there is a budget for it', 'there is no budget for it'],
  bill: ['the calls of a model cost money now', 'the calls cost nothing now'],
  region: ['the data is bound to a region', 'no region binds the data'],
  'base-model': ['the base model is set', 'any base model will do'],
  'model-not-tunable': ['the wanted model cannot be tuned', 'the wanted model can be tuned'],
  'bedrock-unlikely': ['the training is one that Bedrock does not offer', 'the training is one that Bedrock offers'],
  'custom-objective': [
    'training needs a technique that managed tuning lacks',
    'managed tuning has the technique that is needed',
  ],
  'distributed-training': ['training needs several machines', 'one machine is enough for the training'],
  'own-teacher': [
    'the teacher is a model that Bedrock does not offer as one',
    'the teacher is one that Bedrock offers',
  ],
  'no-ml-team': [
    'nobody there runs machine-learning infrastructure',
    'somebody there runs machine-learning infrastructure',
  ],
  'cold-start-ok': ['a slow first answer after a pause is fine', 'no answer may be slow after a pause'],
  'hosting-idle': ['what is hosted stands idle most of the time', 'what is hosted is used'],
  'commitment-considered': ['a committed term is considered', 'no committed term is considered'],
  'offline-work': ['answers may come hours later', 'answers are needed at once'],
  'personal-data': ['the data holds personal information', 'the data holds no personal information'],
  'personal-data-likely': ['the texts hold names', 'the texts hold no names'],
  'output-fields': ['the answer consists of set fields', 'the answer is free text'],
  'internal-material': ['the material is internal', 'the material is public'],
  'access-rules': ['readers may see different documents', 'everybody may see everything'],
  'credits-known': ['there are AWS credits', 'there are no AWS credits'],
  'long-prompt': ['a long prompt is paid for with every call', 'the prompt is short'],
  'wish-only': ['a method is wished for and no problem told', 'a problem is told'],
  'failure-vague': ['it is not told what goes wrong', 'it is told what goes wrong'],
  'docs-format': ['the form of the documents is known', 'the form of the documents is not known'],
  'other-language': ['models know the language less well', 'models know the language well'],
  'eval-set': ['there is a test set', 'there is no test set'],
  'labels-defined': ['each label is in the prompt with what it means', 'the labels are not explained in the prompt'],
  'exact-answers': ['each case has one right answer', 'a case has no single right answer'],
  'source-named': ['it is known where the right answers stand', 'it is not known where the right answers stand'],
  'term-certain': [
    'the model is certain to be used for half a year as it is',
    'nobody knows how long the model will be used as it is',
  ],
  'term-running': ['it stands in a term that has not ended', 'no term runs'],
  'idle-cost-accepted': ['a bill for idle hosting is accepted', 'no bill for idle hosting is accepted'],
  'one-family': ['the models are of one family', 'the models are of several families'],
  wording: ['the whole is told in another way', 'the whole is told in another way'],
};

export function wordChange(change: FactChange): string {
  if (change.amount !== undefined) return wordAmount(change.name, change.amount.value);
  const [known, denied] = WORDS[change.name];
  if (change.to === 'known') return known;
  if (change.to === 'denied') return denied;
  return `it is not so sure that ${known}`;
}

function wordAmount(name: FactName, value: number): string {
  const number = value.toLocaleString('en-US');
  switch (name) {
    case 'labelled-pairs':
      return `there are ${number} reviewed examples`;
    case 'raw-corpus':
      return `there are ${number} tokens of raw text`;
    case 'traffic-volume':
      return `there are ${number} requests a month`;
    case 'bill':
      return `the calls cost $${number} a month`;
    case 'logged-prompts':
      return `there are ${number} logged prompts`;
    default:
      return `${FACTS[name].replace(/\.$/, '').toLowerCase()}: ${number}`;
  }
}
