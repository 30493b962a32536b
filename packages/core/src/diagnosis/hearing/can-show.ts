import type { FactName } from '../fact-names.ts';
import { isProposal, provesNothing } from '../reading/proposals.ts';
import type { Fact } from '../situation.ts';

/** Words without one of which a sentence is not about the fact, whatever it sounds like. */
const ABOUT: Partial<Readonly<Record<FactName, RegExp>>> = {
  'training-refused': /\b(?:re-?|pre-?)?(?:train|tun(?:e|ing)|fine-?tun|learn|teach|custom|adapt)/u,
  'tuning-tried': /\b(?:re-?|pre-?|fine-?)?(?:train|tun(?:e|ing)|sft|q?lora|adapter|epoch|checkpoint|weights)/u,
};
/** Words that show that a sentence speaks of something else. */
const OF_ANOTHER: Partial<Readonly<Record<FactName, RegExp>>> = {
  'gap-behaviour': /\b\d+(?:\.\d+)? ?(?:seconds?|secs?|ms)\b|\blatency\b|\btoo slow\b/u,
  'prompt-tried': /\b(?:rows|pairs|records) (?:have|has|had|contain|with|without) (?:no )?/u,
  'failure-vague': /\b(?:slow|expensive|costs?|latency)\b/u,
  'gap-cost': /\bprices? (?:\w+ )?(?:chang|updat|mov|var(?:y|ies)\b)|\b(?:pairs|examples|hand-?checked|labell?ed)\b/u,
};
/** "Is SFT the right call": asked, and not told. */
const ASKED = /^\W*(?:is|are|would|will|can|could|should|shall|do|does)\b.*\?\W*$/u;

/** "I'm sure that we need to fine-tune": wished for, without a word of what fails. */
const WISHED =
  /\b(?:we|i) (?:need|want|plan|decided|would like|have) to (?:fine-?tune|tune|train|distil\w*)\b(?!.*\b(?:because|so|since|know\w*|sound\w*|wr\w+|speak\w*|understand\w*|format|style|tone|fails?|not|n't)\b)/u;

/** "What it says about us is correct.": a whole sentence that finds nothing wrong. */
const FINDS_NOTHING =
  /^[^,;:]*\b(?:is|are) (?:all |always |quite |perfectly |usually )?(?:right|correct|fine|good|ok|okay|great|perfect)[\s.!]*$/u;

/** Whether a plain sentence can be what shows the fact. */
export function canShow({ name, state }: Pick<Fact, 'name' | 'state'>, sentence: string): boolean {
  if (state === 'known' && name.startsWith('gap-') && FINDS_NOTHING.test(sentence)) return false;
  if (isProposal(sentence) && provesNothing(name)) return false;
  if (WISHED.test(sentence) && (name === 'gap-behaviour' || name === 'gap-facts')) return false;
  if (name.endsWith('-tried') && ASKED.test(sentence)) return false;
  return ABOUT[name]?.test(sentence) !== false && OF_ANOTHER[name]?.test(sentence) !== true;
}
