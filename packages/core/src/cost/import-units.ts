/** What one copy of an imported model takes in custom model units, as AWS says after the import. */
export interface CopyUnits {
  readonly perCopy: number;
  /** "v1.0"; it decides what a unit costs. */
  readonly version: string;
}

/** The units that the price list's usage types are about (`OSS-CustomModelImport-…-v1:0`). */
const PRICED = 'v1.0';

/** Why what units cost is not known; undefined when a price can be asked for. */
export function whyNotPriced(units: CopyUnits | undefined): string | undefined {
  if (!units) return 'AWS did not say how many units a copy of it takes.';
  return units.version === PRICED
    ? undefined
    : `AWS bills its copies in units ${units.version}, whose price Rung does not know.`;
}
