/** How assistants decline, at the beginning of an answer or as the phrase that gives it away anywhere. Linear patterns only. */
const OPENINGS =
  /^\W{0,3}(?:i['’]?m (?:very |so |really )?sorry,? (?:but )?i (?:can(?:no|['’])?t|am unable|am not able|['’]?m unable)|sorry,? (?:but )?i can(?:no|['’])?t|i (?:can(?:no|['’]))t (?:help|assist|comply|provide|fulfil)|i (?:am|['’]m) (?:unable|not able) to|i must decline|as an ai\b)/i;
const ANYWHERE =
  /\bas an ai (?:language )?(?:model|assistant)\b|\bi don['’]t have (?:personal opinions|the ability to browse)\b/i;

/** Whether an answer declines instead of answering. */
export function isRefusal(answer: string): boolean {
  return OPENINGS.test(answer.slice(0, 120)) || ANYWHERE.test(answer);
}
