/** Version of the rule set; raised whenever a rule, a cue or a question changes what anybody is told. */
export const RULES_VERSION = '2026.11.10';

/**
 * How this rule set does on the cases that nothing was learnt from, in percent: the figures of `npm run bench:diagnosis` for held-out.jsonl
 * and unseen.jsonl together, and a test keeps them true.
 */
export const BENCHMARK = { cases: 892, strictPercent: 95, lenientPercent: 96, breaches: 2 } as const;
