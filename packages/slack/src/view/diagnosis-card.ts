import { type Explanation, explain } from '@rung/core/diagnosis/explain.ts';
import { METHOD_WORDS } from '@rung/core/diagnosis/methods.ts';
import type { Verdict } from '@rung/core/diagnosis/verdict.ts';
import { BENCHMARK } from '@rung/core/diagnosis/version.ts';
import { ACTIONS, answerAction } from '../action-ids.ts';
import {
  actions,
  button,
  type CardBlock,
  context,
  count,
  type Drawn,
  drawn,
  safe,
  safeUpTo,
  section,
} from './blocks.ts';
import { packLines } from './pack-lines.ts';

/** Most of each kind that one card shows; every exclusion is behind its button. */
const MOST = { not: 2, changes: 2, beside: 3, struck: 3 } as const;

/** Characters of one quote, and of a list of exclusions. */
const LONGEST = { quote: 160, question: 300, list: 6000 } as const;

/** A verdict with its evidence in the person's words. `asked` is shown where the card stands by itself, without a question above it. */
export function diagnosisCard(verdict: Verdict, asked: { by: string; text: string } | undefined): Drawn {
  const words = explain(verdict);
  const isOpen = verdict.method === 'not-enough-info';
  const question = verdict.nextQuestion;
  const open = [...paragraph(evidence(words)), ...(question ? [] : [safe(words.so)])];
  const body = isOpen ? open : reasoning(words);
  const lead = isOpen ? 'One question decides this.' : 'One question could change this.';
  const card = drawn(`*${safe(words.headline)}*`, [
    ...body.map(section),
    ...(isOpen ? [] : changes(words)),
    ...(question ? [section(`*${lead}* ${safe(question.text)}`)] : []),
    ...buttons(verdict),
    context(
      `Rules ${verdict.rules.map(safe).join(', ') || 'none'} · rule set ${safe(verdict.rulesVersion)}, ${BENCHMARK.lenientPercent} % right on ${BENCHMARK.cases} held-out cases`,
    ),
  ]);
  if (!asked) return card;
  const above = context(`<@${asked.by}> asked: “${safeUpTo(LONGEST.question, asked.text)}”`);
  return { ...card, blocks: [above, ...card.blocks] };
}

function evidence({ youSaid, struck }: Explanation): string[] {
  const quotes = youSaid.map((quote) => `“${safeUpTo(LONGEST.quote, quote)}”`).join(' · ');
  const taken = struck
    .slice(-MOST.struck)
    .map((quote) => `~${safeUpTo(LONGEST.quote, quote)}~`)
    .join(' · ');
  return [
    ...(quotes === '' ? [] : [`*You said* ${quotes}`]),
    ...(taken === '' ? [] : [`*No longer counted* ${taken}`]),
  ];
}

/** Paragraphs: what was said, what follows from it, what it costs. */
function reasoning(words: Explanation): string[] {
  const beside = words.beside.slice(0, MOST.beside).map(safe).join(' ');
  const so = [
    `*So* ${safe(words.so)}`,
    ...(beside === '' ? [] : [`*Beside it* ${beside}`]),
    ...words.not.slice(0, MOST.not).map((sentence) => safe(sentence).replace(/^Not /, '*Not* ')),
  ];
  return [...paragraph(evidence(words)), ...paragraph(so), `*Cost* ${safe(words.cost)}`];
}

const paragraph = (lines: readonly string[]) => (lines.length === 0 ? [] : [lines.join('\n')]);

/** What was to be measured comes first; then the facts that would have made it another method. */
function changes(words: Explanation): CardBlock[] {
  const sentences = [
    ...(words.reversal === undefined ? [] : [words.reversal]),
    ...words.wouldChangeIf.slice(0, MOST.changes),
  ];
  const lines = sentences.map((sentence) => safe(sentence).replace(/^((?:This|It) would .*?) if /, '*$1* if '));
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}

function buttons(verdict: Verdict): CardBlock[] {
  const question = verdict.nextQuestion;
  const answers = (question?.answers ?? []).map((answer, index) =>
    button({ actionId: answerAction(index), text: answer.label, value: `${question?.id}|${index}` }),
  );
  const more = [
    ...(verdict.method === 'fine-tuning' ? [fromThread('Launch it')] : []),
    ...(verdict.evidence.length > 0
      ? [button({ actionId: ACTIONS.correctFacts, text: 'Correct a fact', value: 'facts' })]
      : []),
    ...(verdict.ruledOut.length > 0
      ? [button({ actionId: ACTIONS.whyNot, text: 'What was ruled out, and why', value: 'ruled-out' })]
      : []),
  ];
  return [...actions(answers), ...actions(more)];
}

/** Opens the launch form with this thread's diagnosis. */
const fromThread = (text: string) => button({ actionId: ACTIONS.launchFromThread, text, value: 'thread' });

/** Every method that was ruled out, with the rule that did it; those that nothing speaks for stand together at the end. */
export function whyNotCard(verdict: Verdict): Drawn {
  const silent = verdict.ruledOut
    .filter(({ rule }) => rule === 'NO-EVIDENCE')
    .map(({ method }) => METHOD_WORDS[method]);
  const lines = verdict.ruledOut
    .filter(({ rule }) => rule !== 'NO-EVIDENCE')
    .map(({ method, rule, because }) => `• *Not ${METHOD_WORDS[method]}.* ${safe(because)} \`${safe(rule)}\``);
  const rest = silent.length > 0 ? [`• *Nothing you said asks for* ${silent.join(', ')}.`] : [];
  const isTuneOut = verdict.ruledOut.some(({ method }) => method === 'fine-tuning');
  return drawn(`*Ruled out: ${count(verdict.ruledOut.length, 'method')}.*`, [
    ...packLines([...lines, ...rest], LONGEST.list).blocks,
    ...actions(isTuneOut ? [fromThread('Launch a fine-tune anyway')] : []),
  ]);
}
