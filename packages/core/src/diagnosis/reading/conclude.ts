import type { Fact, FactName, Situation } from '../situation.ts';
import { learn } from '../situation.ts';

type Conclusion = (known: Situation) => Fact | undefined;

/** What follows from several facts of a conversation together, whichever sentence gave them. */
const CONCLUSIONS: readonly Conclusion[] = [
  barFromNumbers,
  missedFromNumbers,
  shortfallFromNumbers,
  spikyFromVolume,
  wrongFactFromPaste,
];

/** Adds what follows from the facts of this turn together with those of earlier ones. */
export function conclude(turn: Situation, earlier: Situation): Situation {
  return CONCLUSIONS.reduce((sofar, conclusion) => {
    const together: Situation = { facts: { ...earlier.facts, ...sofar.facts }, struck: [] };
    const fact = conclusion(together);
    return fact === undefined || sofar.facts[fact.name] !== undefined ? sofar : learn(sofar, fact);
  }, turn);
}

function amountOf(known: Situation, name: FactName): { fact: Fact; value: number } | undefined {
  const fact = known.facts[name];
  return fact?.state === 'known' && fact.amount !== undefined ? { fact, value: fact.amount.value } : undefined;
}

/** Measured at or above the target: met. */
function barFromNumbers(known: Situation): Fact | undefined {
  const bar = amountOf(known, 'quality-bar');
  const measured = amountOf(known, 'quality-measured');
  if (bar === undefined || measured === undefined || measured.value < bar.value) return undefined;
  return { ...withoutAmount(measured.fact), name: 'bar-met' };
}

/** Measured below the target, whatever was tried. */
function missedFromNumbers(known: Situation): Fact | undefined {
  const bar = amountOf(known, 'quality-bar');
  const measured = amountOf(known, 'quality-measured');
  if (bar === undefined || measured === undefined || measured.value >= bar.value) return undefined;
  return { ...withoutAmount(measured.fact), name: 'bar-missed' };
}

/** Measured below the target although the prompt was worked on. */
function shortfallFromNumbers(known: Situation): Fact | undefined {
  const bar = amountOf(known, 'quality-bar');
  const measured = amountOf(known, 'quality-measured');
  if (bar === undefined || measured === undefined || measured.value >= bar.value) return undefined;
  if (known.facts['prompt-tried']?.state !== 'known' && known.facts['few-shot-tried']?.state !== 'known')
    return undefined;
  return { ...withoutAmount(measured.fact), name: 'prompt-falls-short' };
}

/** A hundred requests a day or fewer leave any hosting idle, however they are spread. */
function spikyFromVolume(known: Situation): Fact | undefined {
  const volume = amountOf(known, 'traffic-volume');
  if (volume === undefined || volume.value >= 3_000) return undefined;
  return { ...withoutAmount(volume.fact), name: 'traffic-steady', state: 'denied' };
}

/** An answer that was pasted beside what their own source says: a wrong fact, whatever the problem was called. */
function wrongFactFromPaste(known: Situation): Fact | undefined {
  const answer = known.facts['quoted-answer'];
  const truth = known.facts['quoted-truth'];
  if (answer?.state !== 'known' || truth?.state !== 'known' || answer.quote === truth.quote) return undefined;
  return { ...truth, name: 'shown-wrong-fact' };
}

function withoutAmount({ amount: _, ...fact }: Fact): Fact {
  return fact;
}
