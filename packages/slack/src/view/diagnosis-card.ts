import { explain } from '@rung/core/diagnosis/explain.ts';
import { METHOD_WORDS } from '@rung/core/diagnosis/methods.ts';
import type { Verdict } from '@rung/core/diagnosis/verdict.ts';
import { ACTIONS, answerAction } from '../action-ids.ts';
import { actions, button, type CardBlock, context, type Drawn, safe, section } from './blocks.ts';
import { shorten } from './limits.ts';

/** Most exclusions and flips that one card shows; the rest is behind its button. */
const MOST = { not: 2, changes: 2, beside: 3, struck: 3 } as const;

/** A verdict with its evidence in the person's words. `asked` is shown where the card stands by itself, without a question above it. */
export function diagnosisCard(verdict: Verdict, asked: { by: string; text: string } | undefined): Drawn {
  const words = explain(verdict);
  const question = verdict.nextQuestion;
  const blocks: CardBlock[] = [
    ...(asked ? [context(`<@${asked.by}> asked: “${safe(shorten(asked.text, 300))}”`)] : []),
    section(`*${safe(words.headline)}*`),
    ...body(verdict).map(section),
    ...(question ? [section(`*One question decides this.* ${safe(question.text)}`)] : []),
    ...buttons(verdict),
    context(`Rules ${verdict.rules.map(safe).join(', ') || 'none'} · rule set ${safe(verdict.rulesVersion)}`),
  ];
  return { text: words.headline, blocks };
}

function body(verdict: Verdict): string[] {
  const words = explain(verdict);
  const quotes = words.youSaid.map((quote) => `“${safe(quote)}”`).join(' · ');
  const struck = words.struck
    .slice(-MOST.struck)
    .map((quote) => `~${safe(quote)}~`)
    .join(' · ');
  const so = [words.so, ...words.beside.slice(0, MOST.beside)].map(safe).join(' ');
  return [
    ...(quotes === '' ? [] : [`*You said* ${quotes}${struck === '' ? '' : `\n*No longer counted* ${struck}`}`]),
    `*So* ${so}`,
    ...(words.not.length === 0 ? [] : [words.not.slice(0, MOST.not).map(boldNot).join('\n')]),
    `*Cost* ${safe(words.cost)}`,
    ...(words.wouldChangeIf.length === 0
      ? []
      : [
          words.wouldChangeIf
            .slice(0, MOST.changes)
            .map((change) => `• ${safe(change)}`)
            .join('\n'),
        ]),
    ...(words.reversal === undefined ? [] : [`_${safe(words.reversal)}_`]),
  ];
}

const boldNot = (sentence: string) => safe(sentence).replace(/^Not /, '*Not* ');

function buttons(verdict: Verdict): CardBlock[] {
  const question = verdict.nextQuestion;
  const answers = (question?.answers ?? []).map((answer, index) =>
    button({ actionId: answerAction(index), text: answer.label, value: `${question?.id}|${index}` }),
  );
  const whyNot =
    verdict.ruledOut.length > 0
      ? [button({ actionId: ACTIONS.whyNot, text: 'What was ruled out, and why', value: 'ruled-out' })]
      : [];
  const launch = verdict.method === 'fine-tuning' ? [fromThread('Launch it')] : [];
  return actions([...answers, ...launch, ...whyNot]);
}

/** Opens the launch form with this thread's diagnosis. */
const fromThread = (text: string) => button({ actionId: ACTIONS.launchFromThread, text, value: 'thread' });

/** Every method that was ruled out, with the rule that did it. */
export function whyNotCard(verdict: Verdict): Drawn {
  const lines = verdict.ruledOut.map(
    ({ method, rule, because }) => `• *Not ${METHOD_WORDS[method]}.* ${safe(because)} \`${safe(rule)}\``,
  );
  const headline = `Ruled out: ${lines.length} ${lines.length === 1 ? 'method' : 'methods'}.`;
  const tune = verdict.ruledOut.some(({ method }) => method === 'fine-tuning')
    ? [fromThread('Launch a fine-tune anyway')]
    : [];
  return { text: headline, blocks: [section(`*${headline}*\n${lines.join('\n')}`), ...actions(tune)] };
}
