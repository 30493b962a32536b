/** One sentence to learn from: its features, those of its whole conversation, and the facts that it states (`!fact`: denies). */
export interface HearingRow {
  readonly features: ReadonlySet<string>;
  readonly around: ReadonlySet<string>;
  readonly facts: readonly string[];
}
