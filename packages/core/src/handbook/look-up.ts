import type { Passage } from '../ports.ts';
import type { Page } from './page.ts';
import { PAGES } from './pages.ts';
import { termsOf } from './terms.ts';

/** What a question is answered with; every part may be missing, and then that is said. */
export interface Explanation {
  readonly page: Page | undefined;
  readonly seeAlso: readonly Page[];
  /** What the team's own Knowledge Base says. */
  readonly passage: Passage | undefined;
  /** Words of the question that neither speaks of. */
  readonly unknown: readonly string[];
}

/** What names a text counts for more than what stands in it. */
const IN_TITLE = 3;
/** Share of the question's terms that a text has to speak of, or it answers something else. */
const MOST_OF_IT = 0.5;

interface Text {
  readonly title: ReadonlySet<string>;
  readonly body: ReadonlySet<string>;
}

const SHELF = PAGES.map((page) => ({ page, text: textOf(page) }));
const RARITY = rarityOf(SHELF.map(({ text }) => text));

/** Answers from the handbook and from the passages that the team's Knowledge Base found, as far as they speak of the question. */
export function lookUp(question: string, passages: readonly Passage[]): Explanation {
  const asked = [...termsOf(question)];
  const pages = rank(asked, SHELF);
  const found = rank(
    asked,
    passages.map((passage) => ({ passage, text: textOfPassage(passage) })),
  );
  const [best, ...others] = pages;
  const passage = found[0];
  const told = [best?.text, passage?.text].filter((text) => text !== undefined);
  return {
    page: best?.page,
    seeAlso: others.slice(0, 3).map(({ page }) => page),
    passage: passage?.passage,
    unknown: asked.filter((term) => !told.some(({ body }) => body.has(term))),
  };
}

/** Those that speak of more than half of what is asked, best first. */
function rank<T extends { readonly text: Text }>(asked: readonly string[], shelf: readonly T[]): readonly T[] {
  const most = asked.reduce((sum, term) => sum + weightOf(term), 0);
  return shelf
    .map((one) => ({ one, share: shareOf(asked, one.text) / most, value: fitOf(asked, one.text) }))
    .filter(({ share }) => share > MOST_OF_IT)
    .sort((a, b) => b.value - a.value)
    .map(({ one }) => one);
}

function shareOf(asked: readonly string[], { body }: Text): number {
  return asked.reduce((sum, term) => sum + (body.has(term) ? weightOf(term) : 0), 0);
}

/** A title that is about nothing else beats one that merely mentions it. */
function fitOf(asked: readonly string[], text: Text): number {
  const named = asked.filter((term) => text.title.has(term));
  const inTitle = named.reduce((sum, term) => sum + weightOf(term), 0);
  const precision = text.title.size === 0 ? 0 : named.length / text.title.size;
  return shareOf(asked, text) + IN_TITLE * inTitle * (0.5 + precision / 2);
}

/** A word that no page has is as telling as the rarest. */
function weightOf(term: string): number {
  return RARITY.get(term) ?? Math.log(1 + SHELF.length);
}

function rarityOf(texts: readonly Text[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { body } of texts) for (const term of body) counts.set(term, (counts.get(term) ?? 0) + 1);
  return new Map([...counts].map(([term, count]) => [term, Math.log(1 + texts.length / count)]));
}

function textOf({ title, claims }: Page): Text {
  return { title: termsOf(title), body: termsOf([title, ...claims.map(({ text }) => text)].join('\n')) };
}

function textOfPassage({ text, source }: Passage): Text {
  const name = source.slice(source.lastIndexOf('/') + 1);
  const heading = text.startsWith('# ') ? (text.split('\n')[0] ?? '') : '';
  return { title: termsOf(heading), body: termsOf(`${name.replaceAll(/[-_.]/gu, ' ')}\n${text}`) };
}
