import { FACTS, type FactName } from './fact-names.ts';
import type { FactChange } from './verdict.ts';

/** How a fact reads after "if": known, and denied where the plain negation would be clumsy. */
const WORDS: Partial<Readonly<Record<FactName, readonly [known: string, denied: string]>>> = {
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
  'gap-serving': ['they need to be served', 'nothing needs serving'],
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
};

export function wordChange(change: FactChange): string {
  if (change.amount !== undefined) return wordAmount(change.name, change.amount.value);
  const sentence = `${FACTS[change.name].charAt(0).toLowerCase()}${FACTS[change.name].slice(1).replace(/\.$/, '')}`;
  const words = WORDS[change.name];
  if (change.to === 'known') return words?.[0] ?? `this holds: ${sentence}`;
  if (change.to === 'denied') return words?.[1] ?? `this does not hold: ${sentence}`;
  return `this is taken back: ${sentence}`;
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
