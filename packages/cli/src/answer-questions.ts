import { applyAnswer, chooseNextQuestion } from '@rung/core/diagnosis/next-question.ts';
import type { Situation } from '@rung/core/diagnosis/situation.ts';
import { wrongUse } from './read-options.ts';

/** A question of the desk and the answer that was given to it. */
export interface Answered {
  readonly question: string;
  /** Counted from 1, as the page prints it. */
  readonly number: number;
  readonly label: string;
}

interface Told {
  readonly situation: Situation;
  readonly answered: readonly Answered[];
}

/** Gives the answers with these numbers, the first to the question that is asked first; throws a VisibleError where one is none. */
export function answerQuestions(situation: Situation, numbers: readonly string[], usage: string): Told {
  return numbers.reduce<Told>((told, typed) => answerNext(told, typed, usage), { situation, answered: [] });
}

function answerNext({ situation, answered }: Told, typed: string, usage: string): Told {
  const question = chooseNextQuestion(situation);
  if (question === undefined) throw wrongUse(`--answer ${typed} answers nothing: no question is left.`, usage);
  const number = /^[1-9]\d*$/.test(typed) ? Number(typed) : 0;
  const answer = question.answers[number - 1];
  const after = answer && applyAnswer(situation, question.id, number - 1);
  if (answer === undefined || after === undefined)
    throw wrongUse(
      `--answer ${typed} is no answer to “${question.text}” Its answers are 1 to ${question.answers.length}.`,
      usage,
    );
  return { situation: after, answered: [...answered, { question: question.text, number, label: answer.label }] };
}
