/** Text made plain for matching, with the way back to the words as they were written. */
export interface PlainText {
  /** Lower case, no accents, straight quotes, hidden characters gone. */
  readonly text: string;
  /** The original's part that stands behind `text.slice(start, end)`, verbatim. */
  original(start: number, end: number): string;
}

/** Longer messages are read up to here: a problem statement is shorter, and the time to read stays bounded. */
export const MOST_CHARACTERS = 20_000;

/** Zero-width, bidirectional-control, variation-selector and tag characters: they hide text from people, so nothing reads them. */
const HIDDEN = /\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}/u;

const PLAIN: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': ' - ',
  '…': '...',
  '→': '->',
  '×': 'x',
  '€': 'eur ',
  '£': 'gbp ',
  '\u00a0': ' ',
  '\t': ' ',
  '\r': ' ',
};

export function normaliseText(source: string, respell: (word: string) => string | undefined): PlainText {
  const from: number[] = [];
  const to: number[] = [];
  const put = (text: string, start: number, end: number) => {
    for (const _ of text) {
      from.push(start);
      to.push(end);
    }
    return text;
  };
  let text = '';
  for (const { piece, start } of pieces(source.slice(0, MOST_CHARACTERS))) {
    const plain = [...piece].map(plainCharacter);
    const respelt = respell(plain.join(''));
    if (respelt !== undefined) text += put(respelt, start, start + piece.length);
    else {
      let at = start;
      for (const character of piece) {
        text += put(plainCharacter(character), at, at + character.length);
        at += character.length;
      }
    }
  }
  return {
    text,
    original: (start, end) => (end <= start ? '' : source.slice(from[start] ?? 0, to[end - 1] ?? source.length)),
  };
}

/** Words and what is between them, so that a respelt word keeps its place. */
function* pieces(source: string): Generator<{ piece: string; start: number }> {
  for (const match of source.matchAll(/[\p{L}\p{M}'’]+|[^\p{L}\p{M}'’]+/gu))
    yield { piece: match[0], start: match.index };
}

function plainCharacter(character: string): string {
  if (HIDDEN.test(character)) return '';
  const known = PLAIN[character];
  if (known !== undefined) return known;
  return character
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\x20-\x7e\n]/gu, (other) => (/\p{L}|\p{N}/u.test(other) ? other.charAt(0) : ' '));
}
