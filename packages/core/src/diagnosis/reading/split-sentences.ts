/** A part of the plain text, by its offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const ABBREVIATIONS =
  /(?:\b(?:e\.g|i\.e|ex|vs|approx|ca|no|nr|etc|incl|max|min|mr|ms|dr|inc|corp|resp|avg|art|sec|fig|p|v|z\.b|env)|\b\d)$/u;

/** An abbreviation that is a whole word where no number follows: "sometimes no. We tried". */
const BEFORE_NUMBER = /\bno$/u;

/** Sentences end at . ! ? ; or a line break, not inside numbers, quotes of one word, or after an abbreviation. */
export function splitSentences(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?]+["')\]]*(?=\s|$)|;|\n+|\s\|\s/gu)) {
    const before = text.slice(start, match.index);
    const isDot = match[0].startsWith('.') && !match[0].startsWith('...');
    const endsNumber = /\d$/u.test(before);
    const end = match.index + match[0].length;
    const isWord = BEFORE_NUMBER.test(before) && !/^\s*(?:§\s*)?\d/u.test(text.slice(end, end + 4));
    if (isDot && ABBREVIATIONS.test(before) && !endsNumber && !isWord) continue;
    spans.push({ start, end });
    start = end;
  }
  spans.push({ start, end: text.length });
  return spans.filter((span) => text.slice(span.start, span.end).trim() !== '');
}

/** Where a clause ends inside a sentence. */
const CLAUSE_BREAK =
  /(?<!\d),(?!\d)|,\s|;|:(?=\s)|\s-{1,2}\s|\(|\)|->|=>|\.\.\.|\b(?:but|however|although|though|because|whereas|while|yet|so that|and then|instead of)\b/gu;

/** The clause around a match, without its breaks. */
export function clauseAround(sentence: string, match: Span): Span {
  let start = 0;
  let end = sentence.length;
  for (const found of sentence.matchAll(CLAUSE_BREAK)) {
    const after = found.index + found[0].length;
    if (after <= match.start) start = after;
    else if (found.index >= match.end) {
      end = found.index;
      break;
    }
  }
  return trimSpan(sentence, { start, end });
}

/** As much of a span as is shown: whole clauses, else whole words. */
export function headOf(text: string, span: Span, longest: number): Span {
  const { start, end } = trimSpan(text, span);
  if (end - start <= longest) return { start, end };
  const shown = text.slice(start, start + longest);
  const clauses = [...text.slice(start, end).matchAll(CLAUSE_BREAK)].map(({ index }) => index);
  const cut = clauses.findLast((index) => index <= longest && index >= longest / 2) ?? shown.lastIndexOf(' ');
  return trimSpan(text, { start, end: start + (cut > 0 ? cut : longest) });
}

export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /[\s"'.,;:!?([\]-]/u.test(text.charAt(start))) start += 1;
  while (end > start && /[\s"'.,;:!?)[\]-]/u.test(text.charAt(end - 1))) end -= 1;
  return { start, end: closedEnd(text, { start, end }) };
}

/** What opens inside a span ends with the mark that closes it: "'… in a friendly tone'", "(tag, id)". */
function closedEnd(text: string, { start, end }: Span): number {
  const inside = text.slice(start, end);
  const isOpen =
    /(?:^|[\s(:])(["'])(?=\w)(?!.*\w[.!?]?\1(?:\W|$))/u.exec(inside)?.[1] ??
    (inside.lastIndexOf('(') > inside.lastIndexOf(')') ? ')' : undefined);
  if (isOpen === undefined) return end;
  const rest = /^[.!?]?/u.exec(text.slice(end))?.[0].length ?? 0;
  return text.charAt(end + rest) === isOpen ? end + rest + 1 : end;
}
