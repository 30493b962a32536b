import type { FactName } from './fact-names.ts';
import type { AwsPath, Companion, HostingChoice, Method, Outcome } from './methods.ts';
import type { AskName } from './questions.ts';
import type { Amount, Correction, Fact, StruckFact } from './situation.ts';

export interface Evidence {
  readonly fact: FactName;
  readonly state: 'known' | 'denied';
  readonly quote: string;
  readonly hedged?: true;
}

export interface RuledOut {
  readonly method: Method;
  /** Id of the rule that did it; `NO-EVIDENCE` where nothing spoke for the method. */
  readonly rule: string;
  readonly because: string;
}

/** A fact as it would have to be; `unknown` means that it would have to be taken back. */
export interface FactChange {
  readonly name: FactName;
  readonly to: Correction['state'];
  readonly amount?: Amount;
  readonly choice?: string;
}

/** The smallest change of facts found that moves the first place to `method`. */
export interface Flip {
  readonly changes: readonly FactChange[];
  readonly method: Outcome;
  /** The change in words, to follow "if". */
  readonly change: string;
}

export interface Answer {
  readonly label: string;
  readonly changes: readonly FactChange[];
}

/** What an answer can change, the weightiest first: the method, the AWS path or hosting, what stands beside it, the cost. */
export const DECIDED = ['method', 'service', 'companion', 'cost'] as const;
export type Decided = (typeof DECIDED)[number];

export interface NextQuestion {
  readonly id: string;
  readonly ask: AskName;
  readonly text: string;
  readonly answers: readonly Answer[];
  readonly decides: Decided;
}

export interface Reversal {
  /** What would have to be measured, with its number. */
  readonly when: string;
  readonly method: Method;
}

export interface Chosen<T> {
  readonly choice: T;
  readonly rule: string;
  /** For a path: the need that forces it. */
  readonly because: string;
}

/** What the diagnosis says of a situation; plain JSON. */
export interface Verdict {
  readonly method: Outcome;
  readonly companions: readonly { readonly name: Companion; readonly rule: string; readonly because: string }[];
  /** Where to train or import; undefined for methods that do neither. */
  readonly path: Chosen<AwsPath> | undefined;
  readonly hosting: Chosen<HostingChoice> | undefined;
  readonly evidence: readonly Evidence[];
  readonly struck: readonly StruckFact[];
  readonly ruledOut: readonly RuledOut[];
  /** Ids of the rules that spoke: those for the method first, strongest first, then those that removed a rival. */
  readonly rules: readonly string[];
  readonly reasons: readonly string[];
  readonly flips: readonly Flip[];
  readonly nextQuestion: NextQuestion | undefined;
  readonly costShape: string;
  readonly reversal: Reversal | undefined;
  readonly facts: readonly Fact[];
  readonly rulesVersion: string;
}
