/** How sure it is that somebody wants something explained rather than brings a problem. */
export type WantsExplanation = 'yes' | 'if-known' | 'no';

/** Longer than this nobody asks what a word means. */
const LONGEST_QUESTION = 160;
const THEIR_OWN =
  /\b(?:our|ours|us|my|mine|we(?:'|’)(?:ve|re|d)|we (?:have|are|need|want|had|got|get|use|run)|i (?:have|am|want|got|get)|i(?:'|’)(?:m|ve))\b/i;
const OF_A_WORD =
  /^(?:(?:so|ok|and|but|hi|hey|hello)[,!]?\s+)?(?:what(?:'s|’s|s| is| are| does| do)\b|explain\b|define\b|(?:tell me|what) about\b|how (?:does|do)\b(?! (?:i|we)\b)|(?:what|which) (?:\w+ )?(?:is|are) the difference\b|difference between\b|meaning of\b)/i;
const OF_ANYTHING =
  /^(?:(?:so|ok|and|but|hi|hey|hello)[,!]?\s+)?(?:how\b|can\b|could\b|is\b|are\b|does\b|do\b|did\b|will\b|when\b|where\b|which\b|who\b|why (?:does|do|is|are|not|would|should|can't|cannot)\b|what\b|may\b|must\b|(?:in|on|for|at|with|from) (?:which|what)\b)/i;
/** "Distillation vs fine-tuning?" */
const OF_TWO_WORDS = /^(?:[\w-]+ ){1,3}(?:vs\.?|versus|or)(?: [\w-]+){1,3}\s*\??$/i;
/** "Can we fine-tune it?" is about something that was told before, "should we …?" about what to do. */
const ABOUT_A_PROBLEM = /\b(?:it|this|that|them|these|those)\b|\bshould (?:i|we)\b/i;

/** Whether somebody wants something explained ("what is distillation?"), perhaps does ("can I fine-tune Claude?"), or tells a problem. */
export function wantsExplanation(text: string): WantsExplanation {
  const asked = text.trim();
  if (asked.length > LONGEST_QUESTION || THEIR_OWN.test(asked) || /[.!?]\s+\S/u.test(asked)) return 'no';
  if (OF_A_WORD.test(asked) && !/\b(?:i|we)\b/i.test(asked)) return 'yes';
  if (/\b(?:i|we)\b/i.test(asked) && ABOUT_A_PROBLEM.test(asked)) return 'no';
  return OF_ANYTHING.test(asked) || OF_TWO_WORDS.test(asked) ? 'if-known' : 'no';
}

const WHY =
  /^(?:(?:but|and|ok|so),?\s+)?(?:why(?:\s+not\b[\w\s-]{0,40}|\s+(?:that|so|this|retrieval(?: first)?|rag|prompt(?:ing)?|a better prompt|fine-?tuning|distillation|routing|import|marketplace)|\s+is that)?|how come|how so|which rules?(?:\s+(?:spoke|decided))?)\s*\??$/i;

/** Whether somebody asks for the reasons of the verdict above ("why?", "why not fine-tuning?"). */
export function asksForReasons(text: string): boolean {
  return WHY.test(text.trim());
}
