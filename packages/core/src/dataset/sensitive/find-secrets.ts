import { findNamed } from './named-secrets.ts';
import { SECRET_RULES, type SecretRule } from './secret-rules.ts';

export interface FoundSecret {
  /** Said in place of the secret. */
  readonly kind: string;
  /** In UTF-16 units from 0. */
  readonly index: number;
  /** Where it ends; absent where its form does not say. */
  readonly end?: number;
}

const NONE = [''] as const;

/** The rules by their anchor: one search for all that share one. */
const BY_ANCHOR = Map.groupBy(SECRET_RULES, ({ anchor }) => anchor);

/** Secrets in a text: those that have a form of their own, in order of kind, and those that stand beside their name. */
export function findSecrets(text: string): FoundSecret[] {
  const issued = findIssued(text);
  const isIssued = (from: number, to: number) => issued.some(({ index }) => index >= from && index < to);
  return [...issued, ...findNamed(text).filter(({ nameAt, end }) => !isIssued(nameAt, end))];
}

/** Secrets whose form tells them, in a text or in lines of JSON as they stand in a file. Never slower than linear. */
export function findIssued(text: string): FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const [anchor, rules] of BY_ANCHOR)
    for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1))
      for (const rule of rules) {
        const index = startOf(rule, text, at);
        if (index >= 0) found.push({ kind: rule.kind, index });
      }
  return found;
}

/** How secrets begin, for those who look for many beginnings at once; `isSecret` is asked where one stands in a text. */
export const SECRET_STARTS: readonly { text: string; isSecret(text: string, at: number): boolean }[] =
  SECRET_RULES.flatMap((rule) =>
    (rule.leads ?? NONE).map((lead) => ({
      text: lead + rule.anchor,
      isSecret: (text: string, at: number) => startOf(rule, text, at + lead.length) >= 0,
    })),
  );

/** Where the secret begins whose anchor stands at `at`; -1 where there is none. */
function startOf({ pattern, leads = NONE, accepts }: SecretRule, text: string, at: number): number {
  for (const lead of leads) {
    const from = at - lead.length;
    if (!text.startsWith(lead, from)) continue;
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    if (match && (!accepts || accepts(match[0]))) return from;
  }
  return -1;
}
