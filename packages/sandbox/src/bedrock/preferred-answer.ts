import { distinctWords } from './small-model/pieces.ts';

const MAX_WORDS = 300;

/**
 * What the sandbox's base model says when two answers in `<a>` and `<b>` are to be compared beside a `<request>`: the one with the larger
 * share of words that the request has too. Undefined when nothing of the kind is asked.
 */
export function preferredAnswer(question: string): string | undefined {
  const [request, a, b] = ['request', 'a', 'b'].map((name) => inside(question, name));
  if (request === undefined || a === undefined || b === undefined) return undefined;
  const asked = new Set(distinctWords(request, MAX_WORDS));
  const [first, second] = [share(a, asked), share(b, asked)];
  if (first === second) return 'TIE';
  return first > second ? 'A' : 'B';
}

const inside = (text: string, name: string) => new RegExp(`<${name}>\\n([\\s\\S]*?)\\n</${name}>`).exec(text)?.[1];

function share(answer: string, asked: ReadonlySet<string>): number {
  const words = distinctWords(answer, MAX_WORDS);
  return words.length === 0 ? 0 : words.filter((word) => asked.has(word)).length / words.length;
}
