/** Version of the rule set; raised whenever a rule, a cue or a question changes what anybody is told. */
export const RULES_VERSION = '2026.11.1';

/**
 * How this rule set does on the cases that were held out of its fitting, in percent: the figure that `npm run bench:diagnosis` prints for
 * held-out.jsonl, and a test keeps it true. Their author wrote the rules too, so expect a little less on yours.
 */
export const BENCHMARK = { cases: 171, strictPercent: 86, lenientPercent: 87, breaches: 0 } as const;
