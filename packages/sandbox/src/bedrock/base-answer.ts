import type { Conversation, Turn } from './conversation.ts';
import { preferredAnswer } from './preferred-answer.ts';
import { distinctWords } from './small-model/pieces.ts';

const MAX_WORDS = 300;
/** Words of the question that the answer repeats. */
const GIST_WORDS = 16;

/**
 * What the sandbox's untrained base model says: with examples (earlier turns of user and assistant) the answer to the example most like
 * the question, between two answers that are to be compared the likelier one, without either a sentence that says what it is. It knows nothing, so that a tuned model has something to beat.
 */
export function baseAnswer({ turns }: Conversation): string {
  const question = turns.at(-1)?.text ?? '';
  const preferred = preferredAnswer(question);
  if (preferred !== undefined) return preferred;
  const nearest = nearestExample(question, examplesOf(turns));
  if (nearest !== undefined) return nearest;
  const gist = question.trim().split(/\s+/).slice(0, GIST_WORDS).join(' ');
  return `This is the sandbox base model; it has not been trained and knows no answer. The question was: ${gist}`;
}

interface Shot {
  readonly question: string;
  readonly answer: string;
}

function examplesOf(turns: readonly Turn[]): Shot[] {
  return turns.flatMap((turn, index) => {
    const next = turns[index + 1];
    return turn.role === 'user' && next?.role === 'assistant' ? [{ question: turn.text, answer: next.text }] : [];
  });
}

/** By the cosine of their words, rare words weighing more. */
function nearestExample(question: string, shots: readonly Shot[]): string | undefined {
  const bags = shots.map((shot) => new Set(distinctWords(shot.question, MAX_WORDS)));
  const weight = (word: string) => Math.log((1 + bags.length) / (1 + bags.filter((bag) => bag.has(word)).length)) + 0.1;
  const norm = (words: Iterable<string>) => Math.hypot(...[...words].map(weight));
  const asked = distinctWords(question, MAX_WORDS);
  const likeness = (bag: Set<string>) => {
    const shared = asked.filter((word) => bag.has(word)).reduce((sum, word) => sum + weight(word) ** 2, 0);
    return shared / (norm(asked) * norm(bag) || 1);
  };
  const ranked = shots
    .map((shot, index) => ({ answer: shot.answer, likeness: likeness(bags[index] ?? new Set()) }))
    .sort((a, b) => b.likeness - a.likeness);
  return ranked[0]?.answer;
}
