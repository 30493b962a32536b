import { AMOUNT_UNITS, type AmountUnit, type FactName } from '../fact-names.ts';
import { monthlyBillOf } from '../reading/amounts/bill.ts';
import { findNumbers, type NumberFound } from '../reading/numbers.ts';
import type { Amount } from '../situation.ts';

/** Smaller counts are more often turns, weeks or people. */
const FEWEST_COUNTED = 5;

/** The number of a sentence that can be the amount of a fact heard in it: of its kind, the largest. */
export function amountHeard(name: FactName, sentence: string): Amount | undefined {
  const unit = AMOUNT_UNITS[name];
  if (unit === undefined) return undefined;
  const values = findNumbers(sentence).flatMap((number) => valueIn(unit, number) ?? []);
  if (values.length === 0) return undefined;
  return { value: Math.max(...values), unit, ...(unit === 'requests' ? { period: 'month' } : {}) };
}

function valueIn(unit: AmountUnit, number: NumberFound): number | undefined {
  const { value, perMonth, currency, percent } = number;
  if (unit === 'usd') return currency ? value : undefined;
  if (unit === 'requests')
    return perMonth === undefined || monthlyBillOf(number) !== undefined || currency ? undefined : value * perMonth;
  const isCount = !percent && !currency && perMonth === undefined && value >= FEWEST_COUNTED;
  return isCount && unit !== 'tokens' && unit !== 'percent' ? value : undefined;
}
