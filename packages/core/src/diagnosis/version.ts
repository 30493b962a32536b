/** Version of the rule set; raised whenever a rule, a cue or a question changes what anybody is told. */
export const RULES_VERSION = '2026.11.4';

/**
 * How this rule set does on the cases that were held out of its fitting, in percent: the figure that `npm run bench:diagnosis` prints for
 * held-out.jsonl, and a test keeps it true. Most of them were written by the rules' author, so expect less on yours.
 */
export const BENCHMARK = { cases: 212, strictPercent: 92, lenientPercent: 93, breaches: 0 } as const;
