import { explain } from '@rung/core/diagnosis/explain.ts';
import type { Verdict } from '@rung/core/diagnosis/verdict.ts';
import { hang, plainText, wrapText } from '@rung/core/wrap-text.ts';
import type { Answered } from './answer-questions.ts';
import type { Terminal } from './terminal.ts';
import { rungVersion } from './version.ts';

type Page = Pick<Terminal, 'width' | 'bold' | 'dim'>;

const LABEL_WIDTH = 12;

/** A verdict as a person reads it: the outcome, their words, why, what it costs, what would change it, the one question. */
export function verdictPage(
  verdict: Verdict,
  { page, answered }: { readonly page: Page; readonly answered: readonly Answered[] },
): string {
  const words = explain(verdict);
  const quotes = words.youSaid.map((quote) => `“${plainText(quote)}”`).join(' · ');
  const struck = words.struck.map((quote) => `“${plainText(quote)}”`).join(' · ');
  const head = wrapText(words.headline, page.width).map(page.bold);
  const body = [
    section('First', bullets(words.asked), page),
    section('You said', [quotes], page),
    section('Answered', bullets(answered.map(({ question, label }) => `${question} “${label}”`)), page),
    section('Struck out', [struck], page),
    section('So', [isAskedFor(words.so, verdict) ? '' : words.so], page),
    section('Beside it', bullets(words.beside), page),
    section('On AWS', [words.onAws], page),
    section('Not', bullets(words.not.map((sentence) => sentence.replace(/^Not /, ''))), page),
    section('Cost', [words.cost], page),
    section('Otherwise', bullets([...words.wouldChangeIf, words.reversal].filter((told) => told !== undefined)), page),
    section('Question', questionWords(verdict, answered), page),
  ];
  const rules = `Rules ${verdict.rules.join(', ') || 'none'} · rule set ${verdict.rulesVersion} · Rung ${rungVersion()}`;
  const foot = wrapText(rules, page.width).map(page.dim);
  return `${[head, ...body, foot]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What the question asks for is not said above it, too. */
const isAskedFor = (so: string, { nextQuestion }: Verdict) => nextQuestion?.text.includes(so) === true;

function bullets(sentences: readonly string[]): string[] {
  return sentences.map((sentence) => (sentences.length > 1 ? `• ${plainText(sentence)}` : plainText(sentence)));
}

/** A label and its sentences beside it; nothing where there is nothing to say. */
function section(label: string, sentences: readonly string[], { width, bold }: Page): string[] {
  const told = sentences.filter((sentence) => sentence !== '');
  const first = label.padEnd(LABEL_WIDTH);
  const lines = told.flatMap((sentence, index) => {
    const [, bullet = '', rest = ''] = /^(• )?(.*)$/su.exec(sentence) ?? [];
    return hang((index === 0 ? first : ' '.repeat(LABEL_WIDTH)) + bullet, rest, width);
  });
  return lines.map((line, index) => (index === 0 ? bold(first) + line.slice(LABEL_WIDTH) : line));
}

/** What to type stands last: the answers that were given already, then the place of the next. */
function questionWords({ nextQuestion }: Verdict, answered: readonly Answered[]): string[] {
  if (nextQuestion === undefined) return [];
  const answers = nextQuestion.answers.map(({ label }, index) => `${index + 1}  ${label}`);
  const typed = [...answered.map(({ number }) => `--answer ${number}`), '--answer N'].join(' ');
  return [nextQuestion.text, ...answers, `Ask the same again with ${typed} behind it; N is the number of your answer.`];
}
