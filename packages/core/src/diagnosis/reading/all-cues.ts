import type { Cue } from './cue.ts';
import { COST_CUES } from './cues/cost-and-models.ts';
import { CONTROL_CUES } from './cues/data-and-control.ts';
import { DOCUMENT_CUES } from './cues/documents.ts';
import { FORM_CUES } from './cues/form-and-skill.ts';
import { FACT_CUES } from './cues/gap-facts.ts';
import { INSTRUCTION_CUES } from './cues/instructions.ts';
import { OTHER_TONGUE_CUES } from './cues/other-tongues.ts';
import { TRIED_CUES } from './cues/tried.ts';

export const CUES: readonly Cue[] = [
  ...FACT_CUES,
  ...DOCUMENT_CUES,
  ...INSTRUCTION_CUES,
  ...TRIED_CUES,
  ...FORM_CUES,
  ...COST_CUES,
  ...CONTROL_CUES,
  ...OTHER_TONGUE_CUES,
];
