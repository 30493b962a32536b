import type { FactName } from '../fact-names.ts';

/** What somebody outside offers or advises, and what somebody inside has approved. */
const PROPOSED =
  /\b(?:vendors?|consultan(?:ts?|cy|cies)|agenc(?:y|ies)|suppliers?|contractors?|integrators?|resellers?|sales(?:man|people| reps?)?)\b[^.;]{0,30}\b(?:propos\w+|recommend\w*|offer\w*|quot(?:es?|ed)|suggest\w*|pitch\w*|advis\w+)\b|\bapproved (?:an?|the|our) budget\b|\bbudget (?:is |was |has been )?approved\b/u;
/** "… because it does not know our terms": a reason that is told beside it. */
const WITH_REASON = /\b(?:because|since|doesn't|does not|don't|do not|can't|cannot|wrong|fails?|never)\b/u;

/** What fails is told by those whom it fails, and not by what is offered to them. */
const NO_EVIDENCE_OF: readonly FactName[] = [
  'gap-facts',
  'gap-cost',
  'gap-behaviour',
  'gap-language',
  'goal-lookup',
  'prompt-falls-short',
  'access-rules',
  'pairs-reviewed',
];

/** "The vendor proposes to tune it on the manuals for 80k": no sign of what the model lacks, and no price of what runs. */
export function isProposal(sentence: string): boolean {
  return PROPOSED.test(sentence) && !WITH_REASON.test(sentence);
}

export function provesNothing(name: FactName): boolean {
  return NO_EVIDENCE_OF.includes(name);
}
