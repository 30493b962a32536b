import { createCompletionSurvey } from '../../dataset/completion-survey.ts';
import { readLines } from '../../dataset/read-lines.ts';
import { findPii } from '../../dataset/sensitive/find-pii.ts';
import { findSecrets } from '../../dataset/sensitive/find-secrets.ts';
import type { Shot } from './arms.ts';
import { readExample } from './read-examples.ts';
import type { AnswerForm } from './write-prompts.ts';

/** What the prompts of the other arms are made from: the set that the tuned model learnt from, so that no arm knows more than it. */
export interface TrainingSet {
  readonly form: AnswerForm;
  readonly candidates: readonly Shot[];
}

const MOST_CANDIDATES = 5000;
/** Characters of an example that is worth its tokens as a shot. */
const LONGEST_SHOT = { question: 2000, answer: 1000 } as const;

/** Reads the frozen training file. An example that holds a secret or personal data is never shown: it would stand in Slack and in every request. */
export async function readTraining(source: AsyncIterable<Uint8Array>): Promise<TrainingSet> {
  const survey = createCompletionSurvey(0);
  const candidates: Shot[] = [];
  await readLines(source, {
    line(bytes, number) {
      const example = readExample(bytes, number);
      if (!('right' in example)) return;
      survey.add(example.right.trim(), number);
      const [only, ...others] = example.turns;
      if (!only || others.length > 0 || candidates.length >= MOST_CANDIDATES) return;
      const shot = { question: only.text, answer: example.right };
      if (isShowable(shot)) candidates.push(shot);
    },
    tooLong: () => undefined,
    container: () => undefined,
  });
  return { form: { completions: survey.kind(), labels: survey.labels() }, candidates };
}

function isShowable({ question, answer }: Shot): boolean {
  if (question.length > LONGEST_SHOT.question || answer.length > LONGEST_SHOT.answer) return false;
  return [question, answer].every((text) => findPii(text).length + findSecrets(text).length === 0);
}
