/** Crude on purpose: it only has to bring the forms of one word together. */
export function stemOf(word: string): string {
  return word.replace(/(?:'s|ing|ed|es|s|ly)$/u, '');
}
