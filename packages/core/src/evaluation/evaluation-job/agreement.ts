import type { Comparison } from '../statistics/compare-arms.ts';

/** How Bedrock's comparison stands to ours. It is a second opinion: the verdict stays what it was. */
export type Agreement =
  /** Both say the same. */
  | 'agrees'
  /** One of the two tells the arms apart, the other cannot. */
  | 'does-not-confirm'
  | 'finds-more'
  /** Each has the other arm ahead. */
  | 'disagrees'
  /** Too few prompts were scored for both. */
  | 'says-nothing';

export function agreementOf(ours: Comparison, theirs: Comparison | undefined): Agreement {
  if (theirs === undefined) return 'says-nothing';
  if (ours.outcome === theirs.outcome) return 'agrees';
  if (theirs.outcome === 'too-close') return 'does-not-confirm';
  return ours.outcome === 'too-close' ? 'finds-more' : 'disagrees';
}
