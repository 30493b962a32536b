import type { FactName } from '../../fact-names.ts';
import type { Amount } from '../../situation.ts';
import type { NumberFound } from '../numbers.ts';
import type { Span } from '../split-sentences.ts';

export interface AmountFound extends Span {
  readonly name: FactName;
  readonly amount?: Amount;
  /** Where one name has several amounts the clearest wins. */
  readonly strength: number;
}

/** What a number may mean in its sentence; undefined passes it on to the next reading. */
export type Reading = (number: NumberFound, sentence: string) => Omit<AmountFound, 'start' | 'end'> | undefined;
