/** Version of the rule set; raised whenever a rule, a cue or a question changes what anybody is told. */
export const RULES_VERSION = '2026.11.1';
