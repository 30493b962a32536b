/** What people and AWS may write anywhere in a card, and how much of everything there is. */
export interface Stuff {
  readonly text: string;
  readonly many: number;
}

/** As many of something as there are. */
export const many = <T>(stuff: Stuff, make: (index: number) => T): T[] =>
  Array.from({ length: stuff.many }, (_, i) => make(i));
