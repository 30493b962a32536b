import { clauseAround, type Span } from './split-sentences.ts';

const NEGATORS =
  /\b(?:not|no|never|none|nothing|nobody|neither|nor|without|zero|hardly|cannot|isnt|aren?t|dont|doesnt|didnt|wont|wasnt|lacks?|free of|rather than|instead of|pas|nicht|kein\w*|sin|senza|nao|ningun\w*)\b|n't\b/gu;
/** "not only", "no matter", "not just", "not sure": a not that denies nothing that follows. */
const EMPTY_NOT = /^(?:not|no)\s+(?:only|matter|just|doubt|longer sure|sure|idea|wonder|later)\b/u;
/** Words after a match that deny it: "layout is already fine", "style we can handle in the prompt". */
const SETTLED_AFTER =
  /^\s*(?:fine|ok|okay|solved)\b|^.{0,30}?\b(?:(?:is|are|was|we|they|it|already|itself|part|looks?|works?)\s+){1,4}(?:\w+ly\s+|all\s+|quite\s+|perfectly\s+)*(?:reliable|solved|fine|ok|okay|perfect|handled|solid|great|good|no (?:problem|issue)|not (?:the |a |an |our )?(?:issue|problem|question|concern|gap)|(?:right|correct)(?= ?(?:$|[,;:.!)]|too\b|already\b|as it is\b|but\b|and\b))|can handle|will handle|handle|have covered|covered|irrelevant|unimportant|sorted|under control|don't (?:care|mind|matter)|doesn't matter|does not matter)\b/u;

/** Whether what stands at `match` is denied in its own clause. */
export function isNegated(sentence: string, match: Span): boolean {
  const clause = clauseAround(sentence, match);
  const before = sentence.slice(clause.start, match.start);
  for (const found of before.matchAll(NEGATORS)) {
    const between = before.slice(found.index + found[0].length);
    if (EMPTY_NOT.test(before.slice(found.index))) continue;
    if (wordsIn(between) <= 4 && !/\b(?:and|until|unless|still)\b/u.test(between)) return true;
  }
  return SETTLED_AFTER.test(sentence.slice(match.end, Math.min(clause.end, match.end + 70)).replace(/^\w+/u, ''));
}

const UNSURE =
  /\b(?:not sure|unsure|unclear|no idea|no clue|(?:we|i|nobody) (?:really )?(?:don't|do not|doesn't|dont) know|who knows|tbd|to be decided|undecided|not yet (?:known|decided))\b/u;

/** "no idea whether it is stable": the clause says that it is not known. */
export function isUnsure(sentence: string, match: Span): boolean {
  const clause = clauseAround(sentence, match);
  const before = sentence.slice(clause.start, match.start);
  return (
    UNSURE.test(before) ||
    /^.{0,25}\b(?:is|are) (?:unknown|unclear|tbd|undecided)\b/u.test(sentence.slice(match.end, clause.end))
  );
}

const ASKS_ITSELF = new RegExp(`${UNSURE.source}(?:\\s+\\S+){0,2}?\\s+(?:whether|if)\\b`, 'u');

/** "We are not sure whether traffic is steady.": a whole sentence that asks instead of saying. */
export function asksItself(sentence: string): boolean {
  return ASKS_ITSELF.test(sentence);
}

const HEDGES =
  /\b(?:maybe|perhaps|probably|i think|we think|i guess|i believe|might|supposedly|i suspect|seems? to|kind of|sort of|apparently|presumably)\b/u;

export function isHedged(sentence: string, match: Span): boolean {
  const clause = clauseAround(sentence, match);
  return HEDGES.test(sentence.slice(clause.start, match.end));
}

function wordsIn(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length;
}
