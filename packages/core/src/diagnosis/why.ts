import { supportOf } from './condition.ts';
import { quotesToShow } from './quotes.ts';
import { sentenceOf } from './rule.ts';
import { RULES } from './rules.ts';
import { situationOf } from './situation.ts';
import type { Verdict } from './verdict.ts';

/** One rule that spoke for the verdict, with the words that made it speak. */
export interface Reason {
  readonly rule: string;
  readonly because: string;
  readonly quotes: readonly string[];
}

/** Every rule that spoke for the method, strongest first; none where the wording alone decided. */
export function whyOf(verdict: Verdict): readonly Reason[] {
  const situation = situationOf(verdict.facts);
  return verdict.rules.flatMap((id) => {
    const rule = RULES.find((one) => one.id === id);
    if (rule?.effect.kind !== 'for' || rule.effect.method !== verdict.method) return [];
    const names = rule.when.flatMap((condition) => supportOf(condition, situation));
    const quotes = names.flatMap((name) => situation.facts[name]?.quote ?? []);
    return [{ rule: id, because: sentenceOf(rule, situation), quotes: quotesToShow(quotes) }];
  });
}
