/** Slack's limits that cards are cut to (docs.slack.dev/reference/block-kit, read 2026-11-20). Characters unless said. */
export const LIMITS = {
  sectionText: 3000,
  headerText: 150,
  buttonText: 75,
  buttonValue: 2000,
  confirmTitle: 100,
  confirmText: 300,
  optionText: 75,
  placeholder: 150,
  contextElements: 10,
  blocksPerMessage: 50,
  /** Sum of all texts in a message; undocumented, found at about 13,200 (github.com/slackapi/bolt-js/issues/2509). */
  messageText: 12_000,
  fallbackText: 4000,
  /** Ours: what a notification reads out. */
  notificationText: 300,
  chartTitle: 50,
  chartPoints: 20,
  chartLabel: 20,
} as const;

/** The text, or its beginning and an ellipsis: never longer than `most` characters, never half of a surrogate pair. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The same for text with Slack's marks: neither half of a `<…>` nor half of an `&…;` is left at its end. */
export function shortenMrkdwn(mrkdwn: string, most: number): string {
  if (mrkdwn.length <= most) return mrkdwn;
  return `${shorten(mrkdwn, most)
    .slice(0, -1)
    .replace(/(?:<[^<>]*|&[a-z]*)$/, '')}…`;
}
