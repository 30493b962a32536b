import { thousands } from '../judge.ts';

/** Characters of a unit, and fewest units of a request: aws.amazon.com/comprehend/pricing, read 2026-11-26. */
const UNIT_CHARACTERS = 100;
const LEAST_UNITS = 3;

/** Most records that are sent, and most characters (code points) of each. */
export const NAMES_LIMITS = { records: 100, characters: 2_000 } as const;

/** What a request of so many characters is billed as. */
export function unitsOf(characters: number): number {
  return Math.max(LEAST_UNITS, Math.ceil(characters / UNIT_CHARACTERS));
}

/** How much is sent; units are those that AWS bills. */
export interface NamesAmount {
  readonly requests: number;
  readonly units: number;
}

/** The most that looking into a set of so many records can come to; known before any of them is read again. */
export function mostNames(records: number): NamesAmount {
  const requests = Math.min(records, NAMES_LIMITS.records);
  return { requests, units: requests * unitsOf(NAMES_LIMITS.characters) };
}

/** No dated quote of AWS's price for a unit of DetectPiiEntities was found, and a guess is no price. */
const UNIT_PRICE = 'what a unit costs is not known to Rung (aws.amazon.com/comprehend/pricing has it)';

/** The price in words, as far as it is known. */
export function namesPrice({ requests, units }: NamesAmount, isMost: boolean): string {
  return `${thousands(requests)} request${requests === 1 ? '' : 's'}, ${isMost ? 'at most ' : ''}${thousands(units)} units of ${UNIT_CHARACTERS} characters; ${UNIT_PRICE}`;
}
