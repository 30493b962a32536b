import type { CompletionKind, LabelCounts } from '../../dataset/dataset-report.ts';
import type { Shot } from './arms.ts';

/** What the answers of the training set have in common. */
export interface AnswerForm {
  readonly completions: CompletionKind;
  readonly labels: readonly LabelCounts[];
}

/** Most values of a field that an instruction names. */
const MAX_NAMED = 40;

/**
 * The instruction that makes the prompt arm a good one: what every right answer looks like, as the training set shows it. A person's own
 * prompt takes its place where one is given.
 */
export function writeInstruction({ completions, labels }: AnswerForm): string {
  switch (completions.kind) {
    case 'json':
      return [
        `Answer with one JSON object and nothing else. Its keys are, all of them and no others: ${completions.keys.join(', ')}.`,
        ...labels.map((label) => fieldLine(label)).filter((line) => line !== ''),
      ].join('\n');
    case 'classes': {
      const [whole] = labels;
      return whole ? `Answer with exactly one of these and nothing else: ${named(whole)}.` : '';
    }
    case 'prose':
    case 'none':
      return 'Answer as the examples of a careful expert would: only the answer, in the length and tone that the request calls for.';
    default:
      return completions satisfies never;
  }
}

function fieldLine(label: LabelCounts): string {
  return Object.keys(label.counts).length > MAX_NAMED ? '' : `${label.field} is one of: ${named(label)}.`;
}

const named = ({ counts }: LabelCounts) => Object.keys(counts).slice(0, MAX_NAMED).join(', ');

/**
 * Chooses `many` examples to show: one of each different answer in turn, the frequent answers first, and evenly over the set where all
 * answers differ. The same set gives the same examples.
 */
export function chooseShots(candidates: readonly Shot[], many: number): Shot[] {
  const byAnswer = new Map<string, Shot[]>();
  for (const shot of candidates) byAnswer.set(shot.answer, [...(byAnswer.get(shot.answer) ?? []), shot]);
  if (byAnswer.size > candidates.length / 2) return spread(candidates, many);
  const groups = [...byAnswer.values()].sort((a, b) => b.length - a.length);
  const chosen: Shot[] = [];
  for (let round = 0; chosen.length < many; round += 1) {
    const next = groups.flatMap((group) => group[round] ?? []);
    if (next.length === 0) break;
    chosen.push(...next.slice(0, many - chosen.length));
  }
  return chosen;
}

function spread(candidates: readonly Shot[], many: number): Shot[] {
  const taken = Math.min(many, candidates.length);
  return Array.from(
    { length: taken },
    (_, index) => candidates[Math.floor((index * candidates.length) / taken)],
  ).filter((shot) => shot !== undefined);
}
