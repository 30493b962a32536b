import { FACT_NAMES } from '@rung/core/diagnosis/fact-names.ts';
import { badLine, readJsonLines } from '../json-lines.ts';
import { findFile } from '../open-file.ts';

/** The sentences of one conversation, each with the facts that it states; `!fact` denies it. */
export interface LabelledSentences {
  readonly id: string;
  readonly said: readonly LabelledSentence[];
}

export type LabelledSentence = readonly [sentence: string, facts: readonly string[]];

const LABELS = new Set(FACT_NAMES.flatMap((name) => [name, `!${name}`]));

/** Reads `{"id", "said": [[sentence, [facts]]]}` a line; throws a VisibleError that names the line that is none. */
export async function readLabelledSentences(name: string): Promise<readonly LabelledSentences[]> {
  const file = await findFile(name);
  const conversations: LabelledSentences[] = [];
  for await (const { line, value } of readJsonLines(file.open(), { name, tolerated: new Map() })) {
    const { id, said } = value;
    if (typeof id !== 'string' || !Array.isArray(said) || !said.every(isLabelled))
      throw badLine(name, { line, message: 'The line is no {"id", "said": [[sentence, [facts]]]} with known facts.' });
    conversations.push({ id, said });
  }
  return conversations;
}

function isLabelled(value: unknown): value is LabelledSentence {
  if (!Array.isArray(value)) return false;
  const [sentence, facts] = value as readonly unknown[];
  return typeof sentence === 'string' && Array.isArray(facts) && facts.every((fact) => LABELS.has(String(fact)));
}
