import { createHash } from 'node:crypto';

/** Where a canary was let in: what people typed, what a training file held, and what Rung itself must keep. */
export type Origin = 'words' | 'file' | 'secret';

const drawn = (alphabet: string, length: number, seed: string) =>
  [...createHash('sha512').update(seed).digest()]
    .slice(0, length)
    .map((byte) => alphabet[byte % alphabet.length])
    .join('');
const DIGITS = '0123456789';
const LETTERS = 'abcdefghijkmnopqrstuvwxyz';
const UPPER = LETTERS.toUpperCase();
const ANY = LETTERS + UPPER + DIGITS;
const name = (seed: string) => `${drawn(UPPER, 1, seed)}${drawn(LETTERS, 9, `${seed}n`)}`;

/** Secrets and personal data as they look, put together from parts, so that no file holds one. */
const KINDS: readonly ((seed: string) => string)[] = [
  (seed) => `AK${'IA'}${drawn(UPPER, 16, seed)}`,
  (seed) => drawn(`${ANY}+`, 40, seed),
  (seed) => `xo${'xb'}-${drawn(DIGITS, 12, seed)}-${drawn(ANY, 24, seed)}`,
  (seed) => `gh${'p_'}${drawn(ANY, 36, seed)}`,
  (seed) => `sk-${'ant'}-${drawn(ANY, 32, seed)}`,
  (seed) => `eyJ${drawn(ANY, 20, seed)}.eyJ${drawn(ANY, 24, `${seed}b`)}.${drawn(ANY, 40, `${seed}s`)}`,
  (seed) => `postgres://${drawn(LETTERS, 6, seed)}:${drawn(ANY, 14, seed)}@db.example.org/app`,
  (seed) => `${drawn(LETTERS, 9, seed)}.${drawn(LETTERS, 9, `${seed}l`)}@example.org`,
  (seed) => `+49 30 ${drawn(DIGITS, 8, seed)}`,
  (seed) => `DE${drawn(DIGITS, 20, seed)}`,
  (seed) => `4${drawn(DIGITS, 15, seed)}`,
  (seed) => `${name(seed)} ${name(`${seed}f`)}`,
  (seed) => `${name(seed)}street ${drawn(DIGITS, 3, seed)}, ${drawn(DIGITS, 5, seed)} ${name(`${seed}c`)}`,
];

/** `count` different canaries of every kind in turn; the same for the same origin. */
export function canaries(origin: Origin, count: number): string[] {
  return Array.from({ length: count }, (_, index) => KINDS[index % KINDS.length]?.(`${origin}${index}`) ?? '');
}

/** Those of `planted` that stand in a text, plain or as JSON and URLs would write them. */
export function found(planted: readonly string[], text: string): string[] {
  return planted.filter(
    (canary) =>
      text.includes(canary) ||
      text.includes(JSON.stringify(canary).slice(1, -1)) ||
      text.includes(encodeURIComponent(canary)),
  );
}
