import type { KnownBlock } from '@slack/types';
import { section } from './blocks.ts';
import { LIMITS, shortenMrkdwn } from './limits.ts';

/** A list as sections: as many lines as fit, and how many were left out. */
export interface Packed {
  readonly blocks: readonly KnownBlock[];
  readonly left: number;
}

/** One line's share, so that a single long one does not push out the rest. Characters. */
const LONGEST_LINE = 700;

/** Packs a list's lines into as few sections as they need, up to `most` characters in all. */
export function packLines(lines: readonly string[], most: number): Packed {
  const sections: string[] = [];
  let used = 0;
  let taken = 0;
  for (const whole of lines) {
    const line = shortenMrkdwn(whole, LONGEST_LINE);
    if (used + line.length > most) break;
    const last = sections.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= LIMITS.sectionText)
      sections.splice(-1, 1, `${last}\n${line}`);
    else sections.push(line);
    used += line.length + 1;
    taken += 1;
  }
  return { blocks: sections.map(section), left: lines.length - taken };
}
