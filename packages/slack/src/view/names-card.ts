import type { Card } from '@rung/core/chat/card.ts';
import { nameSentence, namesFacts, namesHeadline } from '@rung/core/dataset/names/names-findings.ts';
import { context, count, type Drawn, drawn, safe, safeUpTo, section } from './blocks.ts';

const MOST_PLACES = 6;
const LONGEST = { place: 200, facts: 1500 } as const;

/** What Amazon Comprehend found in a sample: where, never what. */
export function namesCard({ by, result }: Extract<Card, { kind: 'names' }>): Drawn {
  const places = result.findings.slice(0, MOST_PLACES).map((finding) => safeUpTo(LONGEST.place, nameSentence(finding)));
  const hidden = result.findings.length - places.length;
  const more = hidden > 0 ? [`And ${count(hidden, 'more place')}, in the file in this thread.`] : [];
  return drawn(`*${safe(namesHeadline(result))}*`, [
    ...(places.length > 0 ? [section([...places, ...more].join('\n'))] : []),
    context(`<@${by}> asked for this.`, safeUpTo(LONGEST.facts, namesFacts(result).join(' '))),
  ]);
}
