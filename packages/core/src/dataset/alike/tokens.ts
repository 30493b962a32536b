/** Words, numbers with their points, and the signs that carry meaning; what only punctuates is left out. */
const ASCII_TOKEN = /[a-z]+|[0-9]+(?:[.,:][0-9]+)*|[+*/=<>%$#&|^~@\\]|(?<![a-z])-/g;
/** Scripts without spaces are read by the character. */
const WIDE_TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|\p{N}+(?:[.,:]\p{N}+)*|[\p{L}\p{M}]+|[+*/=<>%$#&|^~@\\]|(?<![\p{L}\p{M}])-|\p{Sc}|\p{So}/gu;
const NOT_ASCII = /[\u0080-\uffff]/;

/** A text as the tokens by which it is compared: however it is spelt in capitals, spaces, quotes and full stops, they are the same. */
export function tokensOf(text: string): readonly string[] {
  if (!NOT_ASCII.test(text)) return text.toLowerCase().match(ASCII_TOKEN) ?? [];
  return text.normalize('NFKC').toLowerCase().replaceAll(/[’‘]/g, "'").match(WIDE_TOKEN) ?? [];
}

const TELLING =
  /\p{N}|^(?:not?|t|cannot|dont|never|without|except|kein\w*|nicht|ohne|pas|sin|non)$|^[+*/=<>%$#&|^~@\\-]$/u;

/** The tokens of which one more or one less changes what is asked: numbers, signs, negations. */
export function tellingTokens(tokens: readonly string[]): readonly string[] {
  return tokens.filter((token) => TELLING.test(token)).sort();
}
