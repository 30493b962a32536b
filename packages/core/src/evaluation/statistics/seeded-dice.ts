import { sha256 } from '../../ids.ts';

/** Dice that fall the same for the same seed, so that a verdict can be computed again. */
export interface Dice {
  /** A whole number from 0 to `sides` − 1. */
  roll(sides: number): number;
}

/** Chris Doty-Humphrey's sfc32 (2010): 128 bits of state, a few additions a number. */
export function seededDice(seed: string): Dice {
  const digest = sha256(seed);
  const word = (at: number) => Number.parseInt(digest.slice(at * 8, at * 8 + 8), 16) | 0;
  let [a, b, c, counter] = [word(0), word(1), word(2), 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  return { roll: (sides) => Math.floor((next() / 0x1_0000_0000) * sides) };
}
