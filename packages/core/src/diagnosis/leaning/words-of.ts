const TOKEN = /<\w+>|[a-z][a-z']*|[%$?!]/gu;
const NUMBER = /\d[\d.,]*\s?(k|m|b|million|billion|thousand)?\b/gu;
/** From here on a number reads as a large one. */
const LARGE = 1_000;

/** The different words of a plain text by their stems; numbers count as large or small only. In no order that matters. */
export function wordsOf(plain: string): ReadonlySet<string> {
  const counted = plain.replace(NUMBER, (number, scale: string | undefined) => {
    const isLarge = scale !== undefined || Number.parseFloat(number.replaceAll(',', '')) >= LARGE;
    return isLarge ? ' <big> ' : ' <num> ';
  });
  return new Set((counted.match(TOKEN) ?? []).map(stemOf));
}

/** Crude on purpose: it only has to bring the forms of one word together. */
export function stemOf(word: string): string {
  return word.replace(/(?:'s|ing|ed|es|s|ly)$/u, '');
}
