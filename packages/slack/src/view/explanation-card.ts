import type { RuleSource } from '@rung/core/diagnosis/rule.ts';
import type { Explanation } from '@rung/core/handbook/look-up.ts';
import type { Page } from '@rung/core/handbook/page.ts';
import type { Passage } from '@rung/core/ports.ts';
import { context, type Drawn, drawn, safe, safeUpTo, section } from './blocks.ts';
import { shorten } from './limits.ts';

/** Characters: a question that is quoted back, a word of it, a passage and its file as a card shows them. */
const LONGEST = { question: 300, word: 40, passage: 1500, file: 100 } as const;

/** "What is …?": the handbook's page a source at each claim, then what the team's own material says, then what neither knows. */
export function explanationCard(question: string, explanation: Explanation): Drawn {
  const { page, passage } = explanation;
  if (!page && !passage) return nothingKnown(question);
  const sources = page ? sourcesOf(page) : [];
  const parts = [...(page ? [pageWords(page, sources)] : []), ...(passage ? [passageWords(passage)] : [])];
  const [first = '', ...others] = parts;
  const cited = sources.map((source, at) => `[${at + 1}] ${sourceWords(source)}`).join('\n');
  return drawn(first, [...others.map((words) => section(words)), context(cited, whereFrom(explanation))]);
}

function nothingKnown(question: string): Drawn {
  return drawn(
    '*Neither Rung’s handbook nor a Knowledge Base of yours answers this.* Ask about one method, model or cost; or describe the problem: one input, the answer you got, the answer you wanted.',
    [context(safeUpTo(LONGEST.question, question))],
  );
}

function sourcesOf({ claims }: Page): readonly RuleSource[] {
  return [...new Set(claims.flatMap(({ sources }) => sources))];
}

function pageWords({ title, claims }: Page, sources: readonly RuleSource[]): string {
  const numbered = claims.map((claim) => {
    const marks = claim.sources.map((source) => `[${sources.indexOf(source) + 1}]`).join('');
    return `${safe(claim.text)} ${marks}`;
  });
  return [`*${safe(title)}*`, ...numbered].join('\n');
}

function sourceWords({ title, url, asOf }: RuleSource): string {
  return `${url === undefined ? safe(title) : `<${url}|${safe(title)}>`}, ${asOf}`;
}

function passageWords({ text, source }: Passage): string {
  const [first = '', ...rest] = shorten(text, LONGEST.passage).split('\n');
  const title = first.replace(/^# /u, '');
  const body = rest.map(safe).join('\n').trim();
  return `*Your Knowledge Base says* (${safeUpTo(LONGEST.file, fileOf(source))})\n*${safe(title)}*\n${body}`.trim();
}

function whereFrom({ page, seeAlso, passage, unknown }: Explanation): string {
  const said = [
    page ? `From Rung’s handbook: ${page.name}.` : 'Rung’s handbook has nothing on this.',
    seeAlso.length > 0 ? `See also: ${seeAlso.map(({ title }) => safe(title)).join(' · ')}.` : '',
    passage ? `From your Knowledge Base: ${safeUpTo(LONGEST.file, passage.source)}.` : '',
    unknown.length > 0
      ? `Neither says anything of: ${unknown.map((word) => safeUpTo(LONGEST.word, word)).join(', ')}.`
      : '',
  ];
  return said.filter((part) => part !== '').join(' ');
}

const fileOf = (source: string) => source.slice(source.lastIndexOf('/') + 1);
