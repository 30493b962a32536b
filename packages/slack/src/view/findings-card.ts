import { type Finding, worstFirst } from '@rung/core/launch/finding.ts';
import { code, context, count, type Drawn, drawn, safe } from './blocks.ts';
import { place } from './launch-card.ts';
import { packLines } from './pack-lines.ts';

/** Characters of the list in one message. */
const LONGEST_LIST = 9000;

/** Findings in a thread, worst first, each with its place and its remedy. */
export function findingsCard(findings: readonly Finding[]): Drawn {
  const passed = findings.filter(({ level }) => level === 'pass').length;
  const lines = worstFirst(findings).map(findingLine);
  const list = packLines(lines, LONGEST_LIST);
  const more =
    list.left > 0 ? [context(`And ${list.left} more. Mend these first; the next check shows the rest.`)] : [];
  return drawn(headline(findings.length - passed, passed), [...list.blocks, ...more]);
}

function headline(against: number, passed: number): string {
  if (against === 0) return `*Preflight: ${count(passed, 'check')} in order.*`;
  return `*${count(against, 'finding')}, the gravest first.*${passed > 0 ? ` ${count(passed, 'check')} in order.` : ''}`;
}

function findingLine(finding: Finding): string {
  const remedy = finding.remedy === '' ? '' : ` _${safe(finding.remedy)}_`;
  // A rule’s name helps whoever mends what it found; what is in order needs none.
  if (finding.level === 'pass') return `✓ ${safe(finding.message)}`;
  return `• ${place(finding)}${safe(finding.message)}${remedy} ${code(finding.rule)}`;
}
