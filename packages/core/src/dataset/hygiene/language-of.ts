// cspell:disable other languages
/** Scripts that one language, or one family of them, is written in. */
const SCRIPTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Korean', /\p{Script=Hangul}/gu],
  ['Chinese', /\p{Script=Han}/gu],
  ['a language in Cyrillic letters', /\p{Script=Cyrillic}/gu],
  ['a language in Arabic letters', /\p{Script=Arabic}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['a language in Devanagari', /\p{Script=Devanagari}/gu],
];

/** Words that hardly any sentence of a language is without, and that the other languages here have not. */
const WORDS: Readonly<Record<string, string>> = {
  English: 'the and is of to you that for with this it are was my your have not what please',
  German: 'der die das und ist nicht ich sie mit für auf ein eine den dem zu wir bitte wie',
  French: 'le les des est et vous je pas une pour dans que nous mon votre avec sur qui du',
  Spanish: 'el los las es y que por una para con mi su como pero está muy usted del gracias',
  Italian: 'il gli è che di per una non sono con della mi ho questo come anche più del grazie',
  Portuguese: 'o os uma é que não para com por meu minha você está como mas obrigado dos ao em',
  Dutch: 'de het een en is niet ik van voor met dat op mijn zijn aan heb wij ook maar',
};
const LANGUAGES_OF = new Map<string, readonly string[]>();
for (const [language, words] of Object.entries(WORDS))
  for (const word of words.split(' ')) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language]);

const NOT_ASCII = /[\u0080-\uffff]/;
/** So much of a text says which language it is in. */
const MOST_CHARACTERS = 2_000;
/** Fewer telling words, or fewer characters of a script, say nothing. */
const LEAST_TELLING = 3;

/** The language that a text is in, by its script or its commonest words; undefined where too little tells. */
export function languageOf(text: string): string | undefined {
  const head = text.slice(0, MOST_CHARACTERS);
  return (NOT_ASCII.test(head) ? byScript(head) : undefined) ?? byWords(head);
}

function byScript(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [name, pattern] of SCRIPTS) {
    const own = text.match(pattern)?.length ?? 0;
    // Japanese is written with kana and Han together: a few kana are enough.
    const least = name === 'Japanese' ? 0.1 : 0.4;
    if (own >= LEAST_TELLING && own >= letters * least) return name;
  }
  return undefined;
}

function byWords(text: string): string | undefined {
  const scores = new Map<string, number>();
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? [])
    for (const language of LANGUAGES_OF.get(word) ?? []) scores.set(language, (scores.get(language) ?? 0) + 1);
  const [first, second] = [...scores].sort(([, a], [, b]) => b - a);
  if (!first || first[1] < LEAST_TELLING) return undefined;
  // Related languages share words; half as many for the second is no doubt left.
  return second && second[1] * 2 > first[1] ? undefined : first[0];
}
