import { correct, type FactOrigin, type Situation } from './situation.ts';
import type { FactChange } from './verdict.ts';

/** The situation as it would be with these facts changed; what they replace is kept as struck. */
export function changeFacts(
  situation: Situation,
  changes: readonly FactChange[],
  told: { readonly quote: string; readonly origin: FactOrigin },
): Situation {
  const turn = 1 + Math.max(-1, ...Object.values(situation.facts).map((fact) => fact.turn));
  return changes.reduce(
    (sofar, change) =>
      correct(sofar, {
        name: change.name,
        state: change.to,
        quote: told.quote,
        turn,
        origin: told.origin,
        ...(change.amount === undefined ? {} : { amount: change.amount }),
        ...(change.choice === undefined ? {} : { choice: change.choice }),
      }),
    situation,
  );
}
