const SHARE = /\b(\d{1,2}) ?(?:%|percent\b|per cent\b|pct\b)/gu;
/** Shares of right and wrong answers add up to a hundred as well. */
const OF_ANSWERS =
  /\b(?:right|correct\w*|wrong|accura\w+|ceiling|valid|pass(?:es|ed)?|fail\w*|errors?|accepted|rejected|agree\w*)\b/u;

/** "70% are appointments, … 30% are symptoms": the sentence with the larger of two shares that make up one stream. */
export function sharesOfTraffic(sentences: readonly string[]): number | undefined {
  const shares = sentences.flatMap((sentence, index) =>
    OF_ANSWERS.test(sentence)
      ? []
      : [...sentence.matchAll(SHARE)].map((match) => ({ share: Number(match[1]), index, sentence })),
  );
  const ofOneStream = shares.filter((one) => shares.some((other) => other !== one && other.share + one.share === 100));
  return ofOneStream.sort((one, other) => other.share - one.share || (one.sentence < other.sentence ? -1 : 1))[0]
    ?.index;
}
