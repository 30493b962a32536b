// cspell:ignore Lucía María Calle Avenida
/** One entity as DetectPiiEntities answers it; offsets count code points, the end is past the last. */
export interface PiiEntity {
  readonly Type: 'NAME' | 'ADDRESS';
  readonly Score: number;
  readonly BeginOffset: number;
  readonly EndOffset: number;
}

const GIVEN =
  'Ana|Anna|Bo|Carlos|Carmen|Daniel|David|Elena|Emma|George|Grace|Isabel|James|Jane|John|José|Juan|Laura|Linda|Lucía|Maria|María|Martin|Mary|Michael|Miguel|Olivia|Paul|Peter|Robert|Sara|Sarah|Sofia|Susan|Thomas|William';
const PATTERNS = [
  { type: 'NAME', pattern: new RegExp(`\\b(?:${GIVEN})(?: \\p{Lu}\\p{Ll}+){1,2}`, 'gu') },
  {
    type: 'ADDRESS',
    pattern:
      /\b\d{1,5} (?:\p{Lu}\p{Ll}+ ){1,3}(?:Street|Road|Avenue|Lane|Drive|Boulevard|Court)\b|\b(?:Calle|Avenida|Plaza)(?: (?:de|la|del|los))*(?: \p{Lu}\p{Ll}+){1,3},? \d{1,4}/gu,
  },
] as const;

/** Entities in the order of the text. */
export function piiEntities(text: string): PiiEntity[] {
  const found = PATTERNS.flatMap(({ type, pattern }) =>
    [...text.matchAll(pattern)].map((match): PiiEntity => {
      const begin = codePoints(text.slice(0, match.index));
      return { Type: type, Score: 0.99, BeginOffset: begin, EndOffset: begin + codePoints(match[0]) };
    }),
  );
  return found.sort((a, b) => a.BeginOffset - b.BeginOffset);
}

const codePoints = (text: string) => [...text].length;
