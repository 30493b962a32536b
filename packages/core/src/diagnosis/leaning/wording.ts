import type { Said } from '../reading/said.ts';
import type { Fact, FactName } from '../situation.ts';
import { foremostOf } from './outcome-numbers.ts';
import { wordWeigher } from './weigh-words.ts';
import WEIGHTS from './word-weights.json' with { type: 'json' };

const weigh = wordWeigher(WEIGHTS);
const FEWEST_TO_LEAN = 5;
/** From a chance of about one in four on: to be sent to Bedrock for what it cannot do costs more than to be sent past it. */
const MAY_NOT_BE_IN_BEDROCK = -1;

/**
 * What the words of a whole conversation lean to, whatever facts were read in it: for problems told in words that no pattern
 * knows. The quote is the sentence that leans furthest. Nothing of a few words: they lean to anything.
 */
export function readWording(sentences: readonly Said[]): readonly Fact[] {
  const { leaning, offBedrock, known, tellingOf } = weigh(sentences);
  if (known < FEWEST_TO_LEAN) return [];
  const wording = factFrom('wording', tellingOf(foremostOf(leaning))).map((fact) => ({ ...fact, leaning }));
  return offBedrock > MAY_NOT_BE_IN_BEDROCK
    ? [...wording, ...factFrom('bedrock-unlikely', tellingOf('off-bedrock'))]
    : wording;
}

function factFrom(name: FactName, said: Said | undefined): readonly Fact[] {
  if (said === undefined) return [];
  return [{ name, state: 'known', quote: said.quote, turn: said.turn, origin: 'text' }];
}
