/** How assistants decline, at the beginning of an answer or as the phrase that gives it away anywhere. Linear patterns only. */
const OPENINGS =
  /^\W{0,3}(?:i['’]?m (?:very |so |really )?sorry,? (?:but )?i (?:can(?:no|['’])?t|am unable|am not able|['’]?m unable)|sorry,? (?:but )?i can(?:no|['’])?t|i (?:can(?:no|['’]))t (?:help|assist|comply|provide|fulfil)|i (?:am|['’]m) (?:unable|not able) to|i must decline|i don['’]t have (?:personal opinions|the ability to browse)|as an ai\b)/i;
const ANYWHERE = /\b[Aa]s an AI (?:language )?(?:model|assistant)\b/;

/** What no refusal of the second kind is without. */
export const REFUSAL_ANCHOR = 's an AI ';

/** Whether an answer declines instead of answering. */
export function isRefusal(answer: string): boolean {
  return OPENINGS.test(answer.slice(0, 120)) || ANYWHERE.test(answer);
}

const BACKSLASH = 92;
const BLANK = 32;
const [A, C, D, I, M, O, R, S] = [97, 99, 100, 105, 109, 111, 114, 115] as const;
const isLetter = (code = 0) => (code | 32) >= 97 && (code | 32) <= 122;

/** Whether an answer that stands escaped in `bytes` at `at` may begin like a refusal; false only when it does not. */
export function mayOpenRefusal(bytes: Uint8Array, at: number): boolean {
  // Three characters that are no letters may stand before it, as at most twelve bytes or one-letter escapes of two.
  let start = at;
  for (let skipped = 0; skipped < 12 && !isLetter(bytes[start]); skipped += 1) {
    if (bytes[start] === BACKSLASH && bytes[start + 1] === 117) return true;
    start += bytes[start] === BACKSLASH ? 2 : 1;
  }
  const first = (bytes[start] ?? 0) | 32;
  const second = (bytes[start + 1] ?? 0) | 32;
  const third = (bytes[start + 2] ?? 0) | 32;
  if (first === S) return second === O && third === R;
  if (first === A) return second === S && third === BLANK && ((bytes[start + 3] ?? 0) | 32) === A;
  if (first !== I) return false;
  // "I am", "I can…", "I must…", "I don’t"; "I’m", with whatever stands for the mark.
  if (second === BLANK) return third === A || third === C || third === D || third === M;
  return second === M || !isLetter(second);
}
