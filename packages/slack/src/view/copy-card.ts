import type { Card, CopiedSet } from '@rung/core/chat/card.ts';
import { groupFindings } from '@rung/core/dataset/job/group-findings.ts';
import { code, context, count, type Drawn, drawn, safeUpTo, section } from './blocks.ts';

type CopyCard = Extract<Card, { kind: 'copy' }>;

const LONGEST = { name: 200, message: 300 } as const;
const MOST_LEFT = 3;
const SET_WORDS: Readonly<Record<CopiedSet['set'], string>> = {
  training: 'Training',
  validation: 'Validation',
  test: 'A test that training never sees',
};

/** A repaired copy: whether it passes, where it lies, and what is left for people. */
export function copyCard(card: CopyCard): Drawn {
  const { by, uri, checked, sets, manifest, job } = card;
  const name = safeUpTo(LONGEST.name, uri.slice(uri.lastIndexOf('/') + 1));
  const left = groupFindings(checked.sets).filter(({ severity }) => severity !== 'info');
  const lines = left
    .slice(0, MOST_LEFT)
    .map(({ findings, rule, fix }) => `${placeOf(findings[0], rule)} _${safeUpTo(LONGEST.message, fix)}_`);
  const verdict = checked.ready ? 'passes the check' : 'is not ready yet';
  return drawn(`*The repaired copy of ${name} ${verdict} for ${safeUpTo(LONGEST.name, job.model.name)}.*`, [
    section(
      sets.map((one) => `${SET_WORDS[one.set]}: ${count(one.records, 'example')} in ${code(one.uri)}`).join('\n'),
    ),
    ...(lines.length > 0 ? [section(['*Left for people*', ...lines].join('\n'))] : []),
    section(`*Next:* ${nextWords(card)}`),
    context(`<@${by}> asked for this copy; ${code(uri)} stays as it is. Manifest: ${code(manifest)}.`),
  ]);
}

function placeOf(first: { line: number; message: string } | undefined, rule: string): string {
  return first ? `Line ${first.line}: ${safeUpTo(LONGEST.message, first.message)}` : rule;
}

function nextWords({ sets, checked }: CopyCard): string {
  const address = (set: CopiedSet['set']) => sets.find((one) => one.set === set)?.uri;
  const [training = '', validation] = [address('training'), address('validation')];
  if (!checked.ready) return `mend what is left in ${code(training)}, upload it and check it again.`;
  const beside = validation ? ` with ${code(validation)} for validation` : '';
  return `read what the copy changes, in this thread, and launch it with ${code('/rung launch')} and ${code(training)}${beside}.`;
}
