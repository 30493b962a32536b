import type { ArmName } from './arms.ts';

/** What an arm said to one example, or that it could not be had. A failure is no wrong answer: nobody knows what it would have been. */
export type ArmAnswer =
  | {
      readonly kind: 'answered';
      readonly line: number;
      readonly text: string;
      readonly inputTokens: number;
      readonly outputTokens: number;
      readonly latencyMs: number;
      /** The model was cut off by the limit of tokens. */
      readonly cutOff: boolean;
      /** Beside the right answer by the rubric, where one decides; absent while no judge model has looked. */
      readonly judging?: Judging;
    }
  | { readonly kind: 'failed'; readonly line: number; readonly why: string };

/** What a judge model said of an answer in two looks with the places swapped. */
export interface Judging {
  /** 1 when the answer is preferred to the right one, one half when it is as good. */
  readonly score: 0 | 0.5 | 1;
  /** The judge changed its mind with the places. */
  readonly differed: boolean;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** How far a judge model can be trusted, and what it took. */
export interface JudgeReport {
  readonly modelId: string;
  /** Pairs of answers whose better one is known beforehand, and in how many of them the judge took it in both places. */
  readonly known: number;
  readonly agreed: number;
  /** Pairs that people of the team labelled, and in how many the judge took what they took; absent where they gave none. */
  readonly labelled?: { readonly pairs: number; readonly agreed: number };
  readonly judged: number;
  readonly differed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What an arm's answers came to. Rates are in 0 to 1, over what was answered. */
export interface ArmResult {
  readonly arm: ArmName;
  readonly answered: number;
  readonly failed: number;
  /** The target metric. */
  readonly value: number;
  readonly exactMatch: number;
  /** Of answers that have to be JSON, how many are; undefined where none has. */
  readonly validJson: number | undefined;
  readonly fieldsRight: number | undefined;
  readonly cutOff: number;
  readonly meanCharacters: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly latencyMs: { readonly median: number; readonly p95: number };
}

/** An example on which the two arms differ: one got it right and the other wrong, or by partial credit one did better. */
export interface Flip {
  readonly line: number;
  readonly kind: 'gained' | 'lost';
}
