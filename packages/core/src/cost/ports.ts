import type { PriceSheet } from './price-sheet.ts';
import type { TrafficHour } from './traffic.ts';
import type { PriceQuestion } from './usage-types.ts';

/** What models were asked, as AWS counted it. */
export interface TrafficMeter {
  /** A base model's hours with requests, in any order, and the ids under which it was asked; rejects when AWS did not answer. */
  hours(
    baseModelId: string,
    between: { readonly fromMs: number; readonly toMs: number },
  ): Promise<{ readonly modelIds: readonly string[]; readonly hours: readonly TrafficHour[] }>;
  /** The same of whatever has this ARN. */
  hoursOf(arn: string, between: { readonly fromMs: number; readonly toMs: number }): Promise<readonly TrafficHour[]>;
  /** Windows of five minutes in which copies of an imported model ran, one for each copy; 0 where none is on record. */
  copyWindows(arn: string, between: { readonly fromMs: number; readonly toMs: number }): Promise<number>;
}

/** AWS's Price List. */
export interface PriceList {
  /** The products under exactly this usage type, each as the JSON text that AWS sends; `failed` when it did not answer. */
  ask(question: PriceQuestion): Promise<readonly string[] | { readonly failed: string }>;
}

/** What was read last, by region. */
export interface PriceStore {
  find(region: string): Promise<PriceSheet | undefined>;
  /** Writes over the version before it; `lost` when somebody else read at the same time. */
  save(sheet: PriceSheet): Promise<'saved' | 'lost'>;
}
