import { thousands } from '../judge.ts';
import type { RepairManifest, ShownChange } from './repair-manifest.ts';
import type { SetName } from './repair-plan.ts';

const FILES: Readonly<Record<SetName, string>> = {
  training: 'training file',
  validation: 'validation file',
  test: 'test file',
};

/** The difference between a dataset and its repaired copy, to read: what was done, to which lines, and what stayed behind. No value of a record stands in it. */
export function describeRepair(manifest: RepairManifest): string {
  const { leftOut, changed, blankLines } = manifest;
  const leftOutLines = leftOut.shown.map(({ line, rule, message }) => `- line ${line} (${rule}): ${message}`);
  const sections = [
    overview(manifest),
    section(
      `Changed: ${records(changed.total)}`,
      { ...changed, counts: changed.byChange },
      changed.shown.map(changeLine),
    ),
    blankLines > 0 ? [`Blank lines dropped: ${thousands(blankLines)}`] : [],
    section(`Left out: ${thousands(leftOut.total)}`, { ...leftOut, counts: leftOut.byRule }, leftOutLines),
    contradictionLines(manifest),
  ];
  const written = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${written.join('\n\n')}\n`;
}

function overview(manifest: RepairManifest): string[] {
  const { source, files } = manifest;
  return [
    `${records(manifest.written)} of ${thousands(manifest.read)} are in the copy.`,
    `Source: ${thousands(source.bytes)} bytes, sha-256 ${source.sha256}`,
    ...files.map(
      ({ set, records: have, bytes, sha256 }) =>
        `${capital(FILES[set])}: ${records(have)}, ${thousands(bytes)} bytes, sha-256 ${sha256}`,
    ),
    ...splitLines(manifest),
  ];
}

function contradictionLines({ contradictions: { total, lines }, plan }: RepairManifest): string[] {
  if (total === 0) return [];
  const where = plan.contradictions === 'list' ? 'still in the copy' : 'left out with the first answers';
  const more = total > lines.length ? ' and more' : '';
  return [
    `Other answers to a prompt that stands before: ${thousands(total)}, ${where}`,
    `- lines ${lines.join(', ')}${more}`,
  ];
}

function splitLines({ split, plan }: RepairManifest): string[] {
  if (!split) return [];
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const { training, validation, test } = split.shares;
  return [
    `Shared out by the seed ${JSON.stringify(plan.seed)}: ${percent(training)} for training, ${percent(validation)} for validation, ${percent(test)} for the test.`,
    ...(split.grouped > 0
      ? [`${records(split.grouped)} have prompts that are alike; those went into one set together.`]
      : []),
  ];
}

interface Sums {
  readonly total: number;
  readonly counts: Readonly<Record<string, number | undefined>>;
}

function section(title: string, { total, counts }: Sums, examples: readonly string[]): string[] {
  if (total === 0) return [];
  const kinds = Object.entries(counts).map(([kind, count]) => `${kind} ${thousands(count ?? 0)}`);
  const hidden = total - examples.length;
  return [`${title} (${kinds.join(', ')})`, ...examples, ...(hidden > 0 ? [`- and ${thousands(hidden)} more`] : [])];
}

function changeLine({ line, set, newLine, changes }: ShownChange): string {
  return `- line ${line} → line ${newLine} of the ${FILES[set]}: ${changes.join(', ')}`;
}

function records(count: number): string {
  return `${thousands(count)} ${count === 1 ? 'record' : 'records'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
