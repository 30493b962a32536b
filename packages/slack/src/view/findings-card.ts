import { type Finding, worstFirst } from '@rung/core/launch/finding.ts';
import { code, context, count, type Drawn, drawn, safe } from './blocks.ts';
import { place } from './launch-card.ts';
import { packLines } from './pack-lines.ts';

/** Characters of the list in one message. */
const LONGEST_LIST = 9000;

/** Findings in a thread, worst first, each with its place and its remedy. */
export function findingsCard(findings: readonly Finding[]): Drawn {
  const lines = worstFirst(findings).map(
    (finding) => `• ${place(finding)}${safe(finding.message)} _${safe(finding.remedy)}_ ${code(finding.rule)}`,
  );
  const list = packLines(lines, LONGEST_LIST);
  const more =
    list.left > 0 ? [context(`And ${list.left} more. Mend these first; the next check shows the rest.`)] : [];
  return drawn(`*${count(findings.length, 'finding')}, the gravest first.*`, [...list.blocks, ...more]);
}
