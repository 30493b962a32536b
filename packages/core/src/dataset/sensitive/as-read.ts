const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|([nrtbf]))/g;

/**
 * A line of JSON with its escapes replaced: a card's number after \n does not follow a letter, nor one after \u2019 a digit.
 * Escaped quotes and backslashes stay as they are, so that a text's end is still seen.
 */
export function asRead(line: string): string {
  if (!line.includes('\\')) return line;
  return line.replace(ESCAPE, (_, unit?: string) =>
    unit === undefined ? '\n' : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}
