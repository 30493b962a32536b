/** Words that join a quote to the sentence before it, and mean nothing without it. */
const JOINING = /^(?:and|but|so|or|because)\s+/iu;
/** "Good morning, please I ask:". */
const GREETING =
  /^(?:(?:hi|hello|hey|dear \w+|good (?:morning|afternoon|evening|day))(?: (?:all|team|everyone|everybody|there|folks))?\b[,.!:]*\s*)+(?:please,? )?(?:i ask|(?:a |my )?(?:quick )?question)?[,:]?\s*/iu;
/** What was asked of the desk is no evidence of anything: "should we fine-tune", "is distillation the answer". */
const ASKED_OF_THE_DESK =
  /^(?:(?:should|shall) (?:we|i)\b|what (?:should|can|could|do|would) (?:we|i|you)\b|(?:can|could|may) (?:we|i|you) (?:get|have|use|do|fine-?tune|train|distil|import)\b|(?:is|would|will|can|could) (?:[\w-]+ ){0,2}(?:fine-?tun\w*|tuning|sft|(?:pre-?)?training|distillation|rag|retrieval)\b)/iu;
/** Characters that two quotes have in common where they are pieces of one sentence. */
const FEWEST_IN_COMMON = 20;

/** Words of a person as a card shows them, the most telling first: what overlaps becomes one quote; a bare number and what was only asked are left out. */
export function quotesToShow(quotes: readonly string[]): readonly string[] {
  const told = joinOverlapping(withoutRepeats(quotes)).flatMap(piecesOf);
  const evident = told.filter((quote) => /\p{L}/u.test(quote) && !ASKED_OF_THE_DESK.test(quote));
  return withoutRepeats(evident.length > 0 ? evident : told);
}

/** A quote that stands inside another says nothing new: the longer one takes its place. */
function withoutRepeats(quotes: readonly string[]): readonly string[] {
  const longestAround = (quote: string) =>
    quotes.reduce(
      (longest, other) => (other.length > longest.length && other.includes(longest) ? other : longest),
      quote,
    );
  return [...new Set(quotes.map(longestAround))];
}

/** Two pieces of one sentence, of which one ends with what the other begins with, are the piece that holds both. */
function joinOverlapping(quotes: readonly string[]): readonly string[] {
  for (const [at, one] of quotes.entries())
    for (const [index, other] of quotes.entries()) {
      const joined = index === at ? undefined : join(one, other);
      if (joined === undefined) continue;
      const rest = quotes.map((quote, place) => (place === Math.min(at, index) ? joined : quote));
      return joinOverlapping(withoutRepeats(rest));
    }
  return quotes;
}

function join(before: string, after: string): string | undefined {
  const longest = Math.min(before.length, after.length) - 1;
  for (let length = longest; length >= FEWEST_IN_COMMON; length -= 1)
    if (before.endsWith(after.slice(0, length))) return before + after.slice(length);
  return undefined;
}

/** Without a word that leans on what came before; what a parenthesis begins that never closes stands by itself. */
function piecesOf(quote: string): readonly string[] {
  const opened = quote.lastIndexOf('(');
  const isOpen = opened > 0 && !quote.includes(')', opened);
  const pieces = isOpen ? [quote.slice(0, opened), quote.slice(opened + 1)] : [quote];
  return pieces.map((piece) => piece.trim().replace(GREETING, '').replace(JOINING, '')).filter((piece) => piece !== '');
}
