import { GOOD_ENOUGH } from './amounts/quality.ts';
import { findNumbers, type NumberFound } from './numbers.ts';

/** Whose score the next number is; the word that stands nearest before it decides. */
const SCORED =
  /\b(?:(?<tune>tuned|fine-?tun\w+|finetun\w+|sft|q?lora|tune)|(?<prompt>prompt\w*|(?:[a-z]+|\d+)[- ]?shots?|base|plain|untuned|vanilla|examples? in (?:the |it|our )?(?:context|prompt)?)|(?<neither>need\w*|target|bar|goal|want\w*|humans?|production|train(?:ing)?))\b/gu;
/** A large model that needs no tune is no rival of a small one that was tuned. */
const LARGE = /\b(?:opus|sonnet|claude|gpt\S*|premier|large\w*|big\w*|teacher|frontier|405b)\b/u;
const SCORE_AFTER =
  /^\s*(?:$|[.,;:!?()/]|vs\b|and\b|but\b|on\b|for\b|with\b|against\b|exact|accura|f1|right|correct|macro|micro|agree|valid|accepted|points?)/u;
/** Points by which two scores on one test set may differ and still say the same. */
const SAME_WITHIN = 2;

interface Scored {
  readonly of: 'tune' | 'prompt';
  readonly score: number;
  readonly index: number;
}

/**
 * "tuned on 800 rows 94.1; six examples in the prompt 94.0": the sentence with the score by which a prompt equals the tune that it
 * was compared with. Two low scores say that the tune failed, and not that the prompt does the task.
 */
export function promptEqualToTune(sentences: readonly string[]): number | undefined {
  const scored = sentences.flatMap(scoresIn);
  const best = (of: Scored['of']) =>
    scored.filter((one) => one.of === of).sort((one, other) => other.score - one.score)[0];
  const [tune, prompt] = [best('tune'), best('prompt')];
  if (tune === undefined || prompt === undefined || prompt.score < GOOD_ENOUGH) return undefined;
  return prompt.score < tune.score - SAME_WITHIN ? undefined : prompt.index;
}

function scoresIn(sentence: string, index: number): readonly Scored[] {
  const scores = findNumbers(sentence).filter(isScore);
  return scores.flatMap((number, at): readonly Scored[] => {
    const words = sentence.slice(scores[at - 1]?.end ?? 0, number.start);
    const nearest = [...words.matchAll(SCORED)].at(-1)?.groups;
    const score = number.value < 1 ? number.value * 100 : number.value;
    const of = nearest?.['tune'] === undefined ? 'prompt' : 'tune';
    const isNeither = nearest?.[of] === undefined || (of === 'prompt' && LARGE.test(words));
    return isNeither ? [] : [{ of, score, index }];
  });
}

function isScore({ value, currency, perMonth, percent, after }: NumberFound): boolean {
  if (currency || perMonth !== undefined) return false;
  const isShare = value > 0.3 && value < 1;
  return (isShare || (value >= 40 && value <= 100)) && (percent || SCORE_AFTER.test(after));
}
