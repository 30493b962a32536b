import { baseAnswer } from '../base-answer.ts';
import type { Turn } from '../conversation.ts';
import { distinctWords } from '../small-model/pieces.ts';

/** One line of the input file (advanced-prompt-optimization-input.html, read 2026-11-26). */
export interface Template {
  readonly templateId: string;
  readonly promptTemplate: string;
  readonly evaluationSamples: readonly Sample[];
}

export interface Sample {
  readonly inputVariables?: readonly Readonly<Record<string, string>>[];
  readonly referenceResponse?: string;
}

/** What became of a template: both prompts, each with its score on the samples, from 0 to 1. */
export interface Optimised {
  readonly templateId: string;
  readonly originalPrompt: string;
  readonly optimizedPrompt: string;
  readonly originalScore: number;
  readonly optimizedScore: number;
}

/** Examples that the rewritten prompt carries. */
const SHOTS = 5;

/**
 * Tries the prompt as it is and with worked examples, scores both on the samples, and keeps the better one. A sample never stands among
 * its own examples, so what is measured is what the sandbox's base model makes of the others.
 */
export function optimise(template: Template): Optimised {
  const samples = template.evaluationSamples;
  const originalScore = meanScore(template, () => []);
  const withShots = meanScore(template, (own) =>
    samples.filter((sample) => sample !== own && sample.referenceResponse),
  );
  const isBetter = withShots > originalScore;
  return {
    templateId: template.templateId,
    originalPrompt: template.promptTemplate,
    optimizedPrompt: isBetter ? rewritten(template) : template.promptTemplate,
    originalScore,
    optimizedScore: Math.max(originalScore, withShots),
  };
}

function meanScore(template: Template, shotsFor: (own: Sample) => readonly Sample[]): number {
  const scored = template.evaluationSamples.map((sample) => {
    const shots = shotsFor(sample).flatMap((shot): Turn[] => [
      { role: 'user', text: filled(template.promptTemplate, shot) },
      { role: 'assistant', text: shot.referenceResponse ?? '' },
    ]);
    const turns = [...shots, { role: 'user', text: filled(template.promptTemplate, sample) }];
    const answer = baseAnswer({ system: '', turns, demandsSchema: false, maxTokens: undefined, stopSequences: [] });
    return overlap(answer, sample.referenceResponse ?? '');
  });
  return scored.length === 0 ? 0 : scored.reduce((sum, score) => sum + score, 0) / scored.length;
}

/** The template with its variables in place. */
export function filled(template: string, { inputVariables = [] }: Sample): string {
  const values: Record<string, string> = Object.assign({}, ...inputVariables);
  return template.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (whole, name: string) => values[name] ?? whole);
}

/** F1 of the words that two texts share. */
function overlap(answer: string, reference: string): number {
  const said = new Set(distinctWords(answer, 500));
  const wanted = new Set(distinctWords(reference, 500));
  const shared = [...wanted].filter((word) => said.has(word)).length;
  return said.size + wanted.size === 0 ? 1 : (2 * shared) / (said.size + wanted.size);
}

function rewritten({ promptTemplate, evaluationSamples }: Template): string {
  const shots = evaluationSamples
    .filter(({ referenceResponse }) => referenceResponse)
    .slice(0, SHOTS)
    .map((sample) => `Input: ${filled(promptTemplate, sample)}\nOutput: ${sample.referenceResponse}`);
  return `Answer as in these examples.\n\n${shots.join('\n\n')}\n\nInput: ${promptTemplate}\nOutput:`;
}
