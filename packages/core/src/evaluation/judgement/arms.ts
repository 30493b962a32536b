/** The ways to get an answer that are judged against each other. */
export type ArmName = 'prompt' | 'few-shot' | 'retrieval' | 'tuned';

/** From the one that is easiest to keep to the one that is hardest. */
export const ARM_NAMES = ['prompt', 'few-shot', 'retrieval', 'tuned'] as const satisfies readonly ArmName[];

export const ARM_WORDS: Readonly<Record<ArmName, string>> = {
  prompt: 'prompt',
  'few-shot': 'few-shot',
  retrieval: 'retrieval',
  tuned: 'tuned',
};

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** One example that training never saw. */
export interface HeldOutExample {
  /** 1-based line of the held-out file: what a person finds it by. */
  readonly line: number;
  readonly system: string;
  /** Begins and ends with the user. */
  readonly turns: readonly Turn[];
  /** The answer that is right. */
  readonly right: string;
}

/** An example that the few-shot arm shows. */
export interface Shot {
  readonly question: string;
  readonly answer: string;
}

/** What the arms add to an example; bound by the judgement's price and shown before anybody confirms it. */
export interface ArmPrompts {
  /** Added to the system text of the arms on the base model. */
  readonly instruction: string;
  readonly shots: readonly Shot[];
}

/** What is sent to a model. */
export interface Ask {
  readonly system: string;
  readonly turns: readonly Turn[];
}

/** The request of an arm for one example. The tuned model is asked as it was trained, the base model as well as one can. */
export function askOf(
  arm: ArmName,
  example: HeldOutExample,
  with_: { prompts: ArmPrompts; passages?: readonly string[] },
): Ask {
  if (arm === 'tuned') return { system: example.system, turns: example.turns };
  const system = [example.system, with_.prompts.instruction].filter((text) => text !== '').join('\n\n');
  switch (arm) {
    case 'prompt':
      return { system, turns: example.turns };
    case 'few-shot':
      return { system, turns: [...with_.prompts.shots.flatMap(shotTurns), ...example.turns] };
    case 'retrieval':
      return { system, turns: withPassages(example.turns, with_.passages ?? []) };
    default:
      return arm satisfies never;
  }
}

const shotTurns = ({ question, answer }: Shot): Turn[] => [
  { role: 'user', text: question },
  { role: 'assistant', text: answer },
];

function withPassages(turns: readonly Turn[], passages: readonly string[]): Turn[] {
  const last = turns.at(-1);
  if (!last || passages.length === 0) return [...turns];
  const found = passages.map((passage, index) => `[${index + 1}] ${passage}`).join('\n\n');
  return [...turns.slice(0, -1), { role: 'user', text: `Passages that may help:\n\n${found}\n\n${last.text}` }];
}

/** What the retrieval arm looks up. */
export const questionOf = (example: HeldOutExample): string => example.turns.at(-1)?.text ?? '';
