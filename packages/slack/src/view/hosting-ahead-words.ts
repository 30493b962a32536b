import type { HostingAhead } from '@rung/core/cost/hosting-ahead.ts';
import { HOSTING_WORDS, leavingWords } from '@rung/core/cost/serving-words.ts';
import { formatUsd } from '@rung/core/money.ts';
import { code, day, safe } from './blocks.ts';

/** What hosting will cost afterwards, way by way, before anybody says yes to the training: the larger bill of the two. */
export function hostingAheadWords(ahead: HostingAhead): string {
  const known = ahead.ways.filter(({ idle }) => idle !== undefined);
  const unknown = ahead.ways
    .filter(({ idle }) => idle === undefined)
    .map(({ name }) => HOSTING_WORDS[name].toLowerCase());
  const gap = unknown.length > 0 ? [`• Price not known, which is not zero: ${unknown.join('; ')}`] : [];
  const dates = ahead.prices.map(
    ({ asOf, kind }) => `${day(asOf)} (${kind === 'live' ? 'read from AWS' : 'from the table that Rung ships'})`,
  );
  const basis = dates.length > 0 ? `Prices of ${dates.join(', ')}. ` : '';
  return [
    '*Hosting it afterwards, a month*',
    ...known.map((way) => lineOf(way, ahead.tokens)),
    ...gap,
    `${basis}${code('/rung estimate')} compares them at your traffic.`,
  ].join('\n');
}

/** What training costs before its tokens are counted: the form is open, and no file is read yet. */
export function trainingAheadWords({ training }: Pick<HostingAhead, 'training'>): string {
  const price =
    training === undefined
      ? 'price not known, which is not zero'
      : `${formatUsd(training)} for a million tokens, each epoch`;
  return `*Training it, once:* ${price}. The tokens are counted before anybody is asked for a yes, and the card has the sum.`;
}

function lineOf({ name, idle, committed }: HostingAhead['ways'][number], tokens: HostingAhead['tokens']): string {
  const amount = idle === undefined ? 'not known' : formatUsd(idle);
  const ends = safe(leavingWords({ name, committed }));
  return `• ${HOSTING_WORDS[name]}: *${amount}*${useWords(name, tokens)}; ${ends}`;
}

function useWords(name: HostingAhead['ways'][number]['name'], tokens: HostingAhead['tokens']): string {
  switch (name) {
    case 'on-demand':
      return tokens
        ? ` for storing it, and for a million tokens ${formatUsd(tokens.input)} read and ${formatUsd(tokens.output)} written`
        : ' for storing it';
    case 'endpoint-to-zero':
      return ' while nobody asks, the instance’s hours when somebody does';
    case 'import':
      return ' while nobody asks, five minutes of a copy at a time when somebody does';
    default:
      return ', used or not';
  }
}
