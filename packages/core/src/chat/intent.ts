/** Whether somebody wants something explained ("what is distillation?") rather than brings a problem. */
export function wantsExplanation(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > 160) return false;
  if (/\b(?:we|our|us|my|i)\b/i.test(trimmed)) return false;
  return /^(?:what(?:'s|’s| is| are| does| do)\b|how (?:does|do|is|much)\b|why (?:does|do|is|not|would)\b|explain\b|define\b)/i.test(
    trimmed,
  );
}

/** Whether somebody asks for the reasons of the verdict above ("why?", "why not fine-tuning?"). */
export function asksForReasons(text: string): boolean {
  return /^(?:but\s+)?why(?:\s+not\b[\w\s-]{0,40})?\s*\??$/i.test(text.trim());
}
