import type { Card } from '@rung/core/chat/card.ts';
import type { Explanation } from '@rung/core/handbook/look-up.ts';
import { PAGES } from '@rung/core/handbook/pages.ts';
import { many, type Stuff } from './stuff.ts';

/** Every page of the handbook beside a passage of a team, a passage alone, and nothing at all. */
export function explanations(stuff: Stuff): [string, Card][] {
  const passage = { text: `# ${stuff.text}\n\n${stuff.text}`, source: `s3://b/${stuff.text}`, score: 1 };
  const nothing: Explanation = {
    page: undefined,
    seeAlso: [],
    passage: undefined,
    unknown: many(stuff, () => stuff.text),
  };
  const question = stuff.text;
  return [
    ...PAGES.map((page): [string, Card] => [
      `page ${page.name}`,
      { kind: 'explanation', question, explanation: { ...nothing, page, seeAlso: PAGES.slice(0, 3), passage } },
    ]),
    ['passage alone', { kind: 'explanation', question, explanation: { ...nothing, passage } }],
    ['nothing known', { kind: 'explanation', question, explanation: nothing }],
  ];
}
