import type { Brand } from './brand.ts';

/** US dollars in whole millionths. Never a bare number: `microUsd`, `usd` and the sums below make one. */
export type MicroUsd = Brand<number, 'MicroUsd'>;

export const ZERO_USD = 0 as MicroUsd;

/** A whole number of millionths of a dollar; throws a RangeError for anything else. */
export function microUsd(value: number): MicroUsd {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number of micro-dollars`);
  return value as MicroUsd;
}

/** Dollars as people write them ("60.50", "$1,200"); undefined when the text is no amount or has more than six decimals. */
export function parseUsd(text: string): MicroUsd | undefined {
  const match = /^\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (!match) return undefined;
  const whole = Number((match[1] ?? '0').replaceAll(',', ''));
  const micro = whole * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'));
  return Number.isSafeInteger(micro) ? microUsd(micro) : undefined;
}

/** Dollars from a literal in our own tables. */
export function usd(text: string): MicroUsd {
  const amount = parseUsd(text);
  if (amount === undefined) throw new RangeError(`"${text}" is no amount of dollars`);
  return amount;
}

export function sumUsd(...amounts: readonly MicroUsd[]): MicroUsd {
  return microUsd(amounts.reduce((sum, amount) => sum + amount, 0));
}

/** `amount` for `quantity` units, where the amount buys `per` of them; rounded up to the next millionth. Quantity: a number of 0 or more. */
export function costOf(amount: MicroUsd, quantity: number, per = 1): MicroUsd {
  if (!(quantity >= 0) || !(per > 0)) throw new RangeError(`cannot price ${quantity} per ${per}`);
  return microUsd(Math.ceil((amount * quantity) / per));
}

/** "$6.10", "$43,560", "less than $0.01": cents below $1,000, whole dollars above. */
export function formatUsd(amount: MicroUsd): string {
  const dollars = amount / 1_000_000;
  if (amount > 0 && dollars < 0.01) return 'less than $0.01';
  const digits = Math.abs(dollars) >= 1000 ? 0 : 2;
  return dollars.toLocaleString('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** "$108.15 an hour, $2,596 a day". */
export function formatHourly(hourly: MicroUsd): string {
  return `${formatUsd(hourly)} an hour, ${formatUsd(microUsd(hourly * 24))} a day`;
}

/** An amount as a limit: "$0.02" for anything up to two cents, so that nothing small reads as nothing. */
export function formatUsdLimit(amount: MicroUsd): string {
  return formatUsd((Math.ceil(amount / 10_000) * 10_000) as MicroUsd);
}

/** "about $6.10", "less than $0.01". */
export function formatUsdAbout(amount: MicroUsd): string {
  const printed = formatUsd(amount);
  return printed.startsWith('$') ? `about ${printed}` : printed;
}

/** "$6.10–7.40", one amount when both print the same, "at most $0.02" from less than a cent. */
export function formatUsdRange(low: MicroUsd, high: MicroUsd): string {
  const [from, to] = [formatUsd(low), formatUsd(high)];
  if (from === to) return to;
  return from.startsWith('$') ? `${from}–${to.slice(1)}` : `at most ${formatUsdLimit(high)}`;
}
