import type { NumberFound } from '../numbers.ts';
import type { AmountFound } from './amount-found.ts';

const BILLED = '(?:bill|invoice|costs?|pay|paying|paid|spend|spending|spent|charges?|charged|burn(?:ing|s)?)';
/** "we pay 1,100 a month", "last invoice: $38". */
const BILLED_BEFORE = new RegExp(`\\b${BILLED}\\b(?![^.;\\d]*\\bfor\\b)[^.;\\d]{0,25}$`, 'u');
/** "cost 612": no period and no currency, so the word has to stand directly before. */
const BILLED_JUST_BEFORE = /\b(?:costs?|bill|invoice)(?: is| was|:|=)? ?$/u;
/** What stands there instead costs by the hour, by the head, by the call, or is not paid yet. */
const ANOTHER_COST =
  /\b(?:host\w*|units?|endpoints?|instances?|gpus?|provisioned|reserved|servers?|commit\w*|salar\w+|licen[cs]\w*|subscription|seats?|engineers?|consultan\w+|agency|budget\w*|allowed|ceiling|cap|max\w*|limit\w*|target|sav\w+|cheaper|less|grants?|credits?|approved|training|quote\w*|fine-?tun\w+|revenue|premium|fee)\b/u;
const ANOTHER_COST_BEFORE = new RegExp(`${ANOTHER_COST.source}[^.;\\d]{0,25}$`, 'u');
const ANOTHER_COST_AFTER = new RegExp(`^[^.;,\\d]{0,25}${ANOTHER_COST.source}`, 'u');
/** "1,100 a month", and not "900k calls a month". */
const PERIOD_JUST_AFTER = /^ ?(?:\/|an?\b|per\b|each\b|every\b|p\.?\s?[am]\b|daily|weekly|monthly|quarterly|yearly)/u;
/** "to $3k", "+$15": what it should become, or what comes on top. */
const WANTED_BEFORE = /\b(?:to|under|below|than|or) (?:about |around )?\$?$|[+-]$/u;
const EACH_AFTER =
  /^\s*(?:each|apiece|(?:per|an?|\/) ?(?:1k|1,000|thousand|million|m?tok\w*|call|request|answer|document|page|ticket|item|case|image|hour|hr|h\b|user|head))/u;

/** What a number says that the calls of a model cost a month, in US dollars; other currencies are taken as they stand. */
export function monthlyBillOf(number: NumberFound): number | undefined {
  if (number.percent || EACH_AFTER.test(number.after) || WANTED_BEFORE.test(number.before)) return undefined;
  if (ANOTHER_COST_BEFORE.test(number.before) || ANOTHER_COST_AFTER.test(number.after)) return undefined;
  if (number.perMonth !== undefined)
    return number.currency || (BILLED_BEFORE.test(number.before) && PERIOD_JUST_AFTER.test(number.after))
      ? number.value * number.perMonth
      : undefined;
  if (number.value < 1 || /^x\b/u.test(number.after)) return undefined;
  const isBill = number.currency ? BILLED_BEFORE.test(number.before) : BILLED_JUST_BEFORE.test(number.before);
  return isBill ? number.value : undefined;
}

/** The bill beside whatever else the number says: that there is one says also that somebody looks at it. */
export function readMonthlyBill(number: NumberFound): Omit<AmountFound, 'start' | 'end'> | undefined {
  const value = monthlyBillOf(number);
  return value === undefined ? undefined : { name: 'bill', amount: { value, unit: 'usd' }, strength: 1 };
}
