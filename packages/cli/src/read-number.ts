import { type MicroUsd, parseUsd } from '@rung/core/money.ts';
import { wrongUse } from './read-options.ts';

/** A number that was typed, with commas or not; throws a VisibleError that says what to give. */
export function whole(
  name: string,
  text: string,
  { min, max, usage }: { min: number; max: number; usage: string },
): number {
  const number = /^\d{1,3}(?:[,_]?\d{3})*$|^\d+$/.test(text) ? Number(text.replaceAll(/[,_]/g, '')) : Number.NaN;
  if (number >= min && number <= max) return number;
  const limits = `from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}`;
  throw wrongUse(`${name} is ${JSON.stringify(text)}; give a whole number ${limits}.`, usage);
}

/** Dollars that were typed; undefined when nothing was. */
export function dollars(name: string, text: string | undefined, usage: string): MicroUsd | undefined {
  if (text === undefined) return undefined;
  const amount = parseUsd(text);
  if (amount === undefined) throw wrongUse(`${name} is ${JSON.stringify(text)}; give dollars a month.`, usage);
  return amount;
}
