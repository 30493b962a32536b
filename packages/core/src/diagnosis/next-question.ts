import { changeFacts } from './change-facts.ts';
import { holds } from './condition.ts';
import { costShapeOf } from './cost-shapes.ts';
import type { Outcome } from './methods.ts';
import { placeMethods } from './place-methods.ts';
import { QUESTIONS, type Question } from './questions.ts';
import { serve } from './serve.ts';
import type { Situation } from './situation.ts';
import { type Answer, DECIDED, type Decided, type NextQuestion } from './verdict.ts';

/** What a change of the first place, of path or hosting, of a companion, of what it costs is worth beside each other. */
const WORTH: Readonly<Record<Decided, number>> = { method: 1, service: 0.9, companion: 0.9, cost: 0.8 };

/** The open question whose answers could change most; undefined when no answer would change anything. */
export function chooseNextQuestion(situation: Situation): NextQuestion | undefined {
  const { outcome } = placeMethods(situation);
  const ranked = QUESTIONS.filter((question) => isOpen(question, situation))
    .map((question) => ({ question, decides: whatItDecides(question, situation) }))
    .flatMap(({ question, decides }) =>
      decides === undefined
        ? []
        : [{ question, decides, value: askedBy(question, situation, outcome) * WORTH[decides] }],
    )
    .filter(({ value }) => value > 0)
    .sort((one, other) => other.value - one.value);
  const [best] = ranked;
  if (best === undefined) return undefined;
  const { id, ask, text, answers } = best.question;
  return { id, ask, text, answers, decides: best.decides };
}

/** The situation after a button was pressed; its label is the quote. Undefined for a question or answer that is not ours. */
export function applyAnswer(situation: Situation, questionId: string, answerIndex: number): Situation | undefined {
  const answer = QUESTIONS.find((question) => question.id === questionId)?.answers[answerIndex];
  return answer && answered(situation, answer);
}

function answered(situation: Situation, answer: Answer): Situation {
  return changeFacts(situation, answer.changes, { quote: answer.label, origin: 'answer' });
}

function isOpen(question: Question, situation: Situation): boolean {
  if (question.onlyIf !== undefined && !holds(question.onlyIf, situation)) return false;
  return isStillTheTask(question, situation) || question.settles.every((name) => situation.facts[name] === undefined);
}

/** As long as nothing can be said the task is asked for, whatever words sounded like one; but once only. */
function isStillTheTask(question: Question, situation: Situation): boolean {
  const isAnswered = Object.values(situation.facts).some(({ origin }) => origin === 'answer');
  return question.ask === 'task' && !isAnswered && placeMethods(situation).outcome === 'not-enough-info';
}

/** The share of experts who would ask it here. */
function askedBy({ worth, sooner = [] }: Question, situation: Situation, outcome: Outcome): number {
  const usual = worth[outcome] ?? 0;
  if (usual === 0) return 0;
  return sooner.reduce((sum, [when, more]) => (holds(when, situation) ? sum + more : sum), usual);
}

/** The weightiest of what some answer changes. */
function whatItDecides(question: Question, situation: Situation): Decided | undefined {
  const outlines = question.answers.map((answer) => outline(answered(situation, answer)));
  const now = outline(situation);
  return DECIDED.find((part) => outlines.some((one) => one[part] !== now[part]));
}

type Outline = Readonly<Record<Decided, string>>;

function outline(situation: Situation): Outline {
  const { outcome } = placeMethods(situation);
  const { path, hosting, companions } = serve(outcome, situation);
  return {
    method: outcome,
    service: `${path?.rule} ${hosting?.rule}`,
    companion: companions.map(({ rule }) => rule).join(' '),
    cost: costShapeOf(outcome, situation, { path: path?.choice, hosting: hosting?.choice }),
  };
}
