import type { ShownFlip } from '@rung/core/chat/card.ts';
import { findPii } from '@rung/core/dataset/sensitive/find-pii.ts';
import { findSecrets } from '@rung/core/dataset/sensitive/find-secrets.ts';
import { ARM_WORDS, type ArmName } from '@rung/core/evaluation/judgement/arms.ts';
import type { JudgedJudgement, PricedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { code, context, type Drawn, drawn, safe, safeUpTo, section } from './blocks.ts';
import { flipCounts, flipWords, fromTo } from './flip-words.ts';
import { packLines } from './pack-lines.ts';

/** Characters of a list in one message, and of one answer in it. */
const LONGEST = { list: 9000, answer: 160 } as const;

/** Examples that flipped between the best of the others and the tuned model, by the line of the held-out file. */
export function flipsCard(card: {
  judgement: JudgedJudgement;
  rival: ArmName;
  flips: readonly ShownFlip[];
  all: string;
}): Drawn {
  const { judgement, rival, flips, all } = card;
  const headline = `*${safe(judgement.model.name)}, ${fromTo(rival)}: ${flipCounts(judgement, rival)}.*`;
  const lines = flips.map(
    (flip) =>
      `• *Line ${flip.line}*, ${flipWords(flip, judgement)}: ${shown(flip.question)} · right ${shown(flip.right)} · ${ARM_WORDS[rival]} ${shown(flip.rival)} · tuned ${shown(flip.tuned)}`,
  );
  return drawn(headline, [
    ...packLines(lines, LONGEST.list).blocks,
    context(`Lines of ${code(judgement.request.heldOut)}. All of them: ${code(all)}.`),
  ]);
}

/** What a team would not post in a channel is not quoted here either. */
const shown = (text: string) =>
  findPii(text).length + findSecrets(text).length > 0
    ? '(not shown: personal data or a secret)'
    : `“${safeUpTo(LONGEST.answer, text)}”`;

/** What each arm is asked, before anybody confirms the price of asking it. */
export function armPromptsCard({ model, plan, request }: PricedJudgement): Drawn {
  const { instruction, shots } = plan.prompts;
  const whose = request.ownPrompt === '' ? 'written by Rung from the training answers' : `written by the one who asked`;
  const lines = shots.map(
    ({ question, answer }, index) =>
      `${index + 1}. “${safeUpTo(LONGEST.answer, question)}” → “${safeUpTo(LONGEST.answer, answer)}”`,
  );
  return drawn(
    `*${safe(model.name)}: what each arm is asked.* Every arm gets the example’s own system text and question.`,
    [
      section(
        `*prompt* adds to the system text (${whose}):\n${instruction === '' ? '(nothing)' : safeUpTo(2000, instruction)}`,
      ),
      section(`*few-shot* adds that and ${shots.length} training examples, chosen over its different answers:`),
      ...packLines(lines, LONGEST.list).blocks,
      ...(plan.arms.includes('retrieval')
        ? [section('*retrieval* adds the prompt, and before the question three passages of the Knowledge Base.')]
        : []),
      section('*tuned* is asked as it was trained, with nothing added.'),
      context(`Answers have ${plan.maxTokens} tokens at most, at temperature 0.`),
    ],
  );
}
