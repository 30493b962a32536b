import { type Explanation, explain } from '@rung/core/diagnosis/explain.ts';
import { METHOD_WORDS } from '@rung/core/diagnosis/methods.ts';
import type { Decided, Verdict } from '@rung/core/diagnosis/verdict.ts';
import { BENCHMARK } from '@rung/core/diagnosis/version.ts';
import { whyOf } from '@rung/core/diagnosis/why.ts';
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
const MOST = { not: 2, changes: 2, beside: 3, struck: 3, rules: 4, quotes: 2, reasons: 5 } as const;

/** Characters of one quote, and of a list of exclusions. */
const LONGEST = { quote: 160, question: 300, list: 6000 } as const;

/** What hangs on the answer. */
const LEADS: Readonly<Record<Decided, string>> = {
  method: 'One question could change this.',
  service: 'One question decides where it runs.',
  companion: 'One question decides what stands beside it.',
  cost: 'One question decides what it costs.',
};

/** A verdict with its evidence in the person's words. `asked` is shown where the card stands by itself, without a question above it. */
export function diagnosisCard(verdict: Verdict, asked: { by: string; text: string } | undefined): Drawn {
  const words = explain(verdict);
  const isOpen = verdict.method === 'not-enough-info';
  const question = verdict.nextQuestion;
  const open = [...paragraph(firstOf(words)), ...paragraph(evidence(words)), ...(question ? [] : [safe(words.so)])];
  const body = isOpen ? open : reasoning(words);
  const lead = isOpen || question === undefined ? 'One question decides this.' : LEADS[question.decides];
  const card = drawn(`*${safe(words.headline)}*`, [
    ...body.map(section),
    ...(isOpen ? [] : changes(words)),
    ...(question ? [section(`*${lead}* ${safe(question.text)}`)] : []),
    ...buttons(verdict),
    context(
      `${rulesWords(verdict)} · rule set ${safe(verdict.rulesVersion)}, ${BENCHMARK.lenientPercent} % right on ${BENCHMARK.cases} held-out cases`,
    ),
  ]);
  if (!asked) return card;
  const above = context(`<@${asked.by}> asked: “${safeUpTo(LONGEST.question, asked.text)}”`);
  return { ...card, blocks: [above, ...card.blocks] };
}

/** Those that made the verdict; "why?" has all of them. */
function rulesWords({ rules }: Verdict): string {
  if (rules.length === 0) return 'No rule spoke';
  const named = rules.slice(0, MOST.rules).map(safe).join(', ');
  return rules.length > MOST.rules ? `Rules ${named} and ${rules.length - MOST.rules} more` : `Rules ${named}`;
}

/** A model, a term or a file that was named is answered before anything else. */
function firstOf(words: Explanation): string[] {
  return words.asked.length === 0 ? [] : [`*First* ${words.asked.map(safe).join(' ')}`];
}

function evidence({ youSaid, struck }: Explanation): string[] {
  const quotes = youSaid.map(quoted).join(' · ');
  const taken = struck
    .slice(-MOST.struck)
    .map((quote) => `~${safeUpTo(LONGEST.quote, quote)}~`)
    .join(' · ');
  return [
    ...(quotes === '' ? [] : [`*You said* ${quotes}`]),
    ...(taken === '' ? [] : [`*No longer counted* ${taken}`]),
  ];
}

/** Paragraphs: what was said, what follows from it, where it runs and what it costs. */
function reasoning(words: Explanation): string[] {
  const beside = words.beside.slice(0, MOST.beside).map(safe).join(' ');
  const so = [
    `*So* ${safe(words.so)}`,
    ...(beside === '' ? [] : [`*Beside it* ${beside}`]),
    ...words.not.slice(0, MOST.not).map((sentence) => safe(sentence).replace(/^Not /, '*Not* ')),
  ];
  const money = [...(words.onAws === '' ? [] : [`*On AWS* ${safe(words.onAws)}`]), `*Cost* ${safe(words.cost)}`];
  return [...paragraph(firstOf(words)), ...paragraph(evidence(words)), ...paragraph(so), ...paragraph(money)];
}

const paragraph = (lines: readonly string[]) => (lines.length === 0 ? [] : [lines.join('\n')]);

/** What was to be measured comes first; then the facts that would have made it another method. */
function changes(words: Explanation): CardBlock[] {
  const sentences = [
    ...(words.reversal === undefined ? [] : [words.reversal]),
    ...words.wouldChangeIf.slice(0, MOST.changes),
  ];
  const lines = sentences.map((sentence) => safe(sentence).replace(/^(.*? would .*?) if /, '*$1* if '));
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
    ...(verdict.method !== 'not-enough-info' && verdict.ruledOut.length > 0
      ? [button({ actionId: ACTIONS.whyNot, text: 'Why this, and not the others', value: 'ruled-out' })]
      : []),
  ];
  return [...actions(answers), ...actions(more)];
}

/** Opens the launch form with this thread's diagnosis. */
const fromThread = (text: string) => button({ actionId: ACTIONS.launchFromThread, text, value: 'thread' });

/** "Why?": every rule that spoke for the method with the words behind it, then every method that was ruled out. */
export function whyNotCard(verdict: Verdict): Drawn {
  const reasons = whyOf(verdict)
    .slice(0, MOST.reasons)
    .map(
      ({ rule, because, quotes }) =>
        `• ${safe(because)} ${quotes.slice(0, MOST.quotes).map(quoted).join(' ')} \`${safe(rule)}\``,
    );
  const unruled = verdict.reasons.map((because) => `• ${safe(because)}`);
  const why = reasons.length > 0 ? reasons : unruled;
  const isTuneOut = verdict.ruledOut.some(({ method }) => method === 'fine-tuning');
  return drawn(why.length > 0 ? `*Why ${METHOD_WORDS[verdict.method]}*` : '*Nothing you said decides yet.*', [
    ...packLines(why, LONGEST.list).blocks,
    ...packLines(exclusions(verdict), LONGEST.list).blocks,
    ...actions(isTuneOut ? [fromThread('Launch a fine-tune anyway')] : []),
  ]);
}

/** Those that something speaks against; those that nothing speaks for stand together at the end. */
function exclusions({ ruledOut }: Verdict): string[] {
  const silent = ruledOut.filter(({ rule }) => rule === 'NO-EVIDENCE').map(({ method }) => METHOD_WORDS[method]);
  const spoken = ruledOut
    .filter(({ rule }) => rule !== 'NO-EVIDENCE')
    .map(({ method, rule, because }) => `• *Not ${METHOD_WORDS[method]}.* ${safe(because)} \`${safe(rule)}\``);
  const head = spoken.length > 0 ? [`*Ruled out: ${count(spoken.length, 'method')}.*`] : [];
  return [...head, ...spoken, ...(silent.length > 0 ? [`• *Nothing you said asks for* ${silent.join(', ')}.`] : [])];
}

const quoted = (quote: string) => `“${safeUpTo(LONGEST.quote, quote)}”`;
