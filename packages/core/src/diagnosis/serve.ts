import type { Companion, Method, Outcome } from './methods.ts';
import { speaks } from './place-methods.ts';
import type { Rule } from './rule.ts';
import { RULES } from './rules.ts';
import type { Situation } from './situation.ts';
import type { Verdict } from './verdict.ts';

type Served = Pick<Verdict, 'companions' | 'path' | 'hosting'> & {
  readonly rules: readonly string[];
  /** The rules that chose path and hosting. */
  readonly forcing: readonly Rule[];
};

/** What belongs around a method: companions, the AWS path, the hosting. */
export function serve(outcome: Outcome, situation: Situation): Served {
  if (outcome === 'not-enough-info')
    return { companions: [], path: undefined, hosting: undefined, rules: [], forcing: [] };
  const speaking = RULES.filter((rule) => concerns(rule, outcome) && speaks(rule, situation));
  const companions = new Map<Companion, Verdict['companions'][number]>();
  for (const { id, because, effect } of mostSpecialFirst(speaking))
    if (effect.kind === 'companion' && !companions.has(effect.companion))
      companions.set(effect.companion, { name: effect.companion, rule: id, because });
  const path = speaking.flatMap(({ id, because, effect }) =>
    effect.kind === 'path' ? [{ choice: effect.path, rule: id, because }] : [],
  )[0];
  const hosting = speaking.flatMap(({ id, because, effect }) =>
    effect.kind === 'hosting' ? [{ choice: effect.hosting, rule: id, because }] : [],
  )[0];
  const rules = [...[...companions.values()].map((companion) => companion.rule), path?.rule, hosting?.rule];
  const forcing = speaking.filter(({ id }) => id === path?.rule || id === hosting?.rule);
  return {
    companions: [...companions.values()],
    path,
    hosting,
    rules: rules.filter((id) => id !== undefined),
    forcing,
  };
}

/** What follows from something that was said stands before what goes for everybody. */
function mostSpecialFirst(rules: readonly Rule[]): readonly Rule[] {
  return [...rules.filter(({ when }) => when.length > 0), ...rules.filter(({ when }) => when.length === 0)];
}

function concerns(rule: Rule, method: Method): boolean {
  const { effect } = rule;
  if (effect.kind !== 'companion' && effect.kind !== 'path' && effect.kind !== 'hosting') return false;
  return effect.methods.includes(method);
}
