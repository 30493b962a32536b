/** How much a fault test tries: all of it in `npm run test:faults`, a sample of the same in `npm test`. */
export const IS_FULL = process.env['RUNG_FAULTS'] === 'full';

export const effort = (sizes: { readonly full: number; readonly sample: number }): number =>
  IS_FULL ? sizes.full : sizes.sample;

/** The same sequence for the same seed: numbers from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
