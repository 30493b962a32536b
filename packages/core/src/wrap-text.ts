/** Control characters that could steer a terminal, and the marks that turn writing round. */
const STEERING = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Text of others, made harmless for a terminal: line breaks become spaces, what steers is dropped. */
export function plainText(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(STEERING, '').trim();
}

/** Breaks text between words into lines of at most `width` characters; a longer word stands alone. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && [...longer].length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** Wraps with `first` before the first line and as many spaces before the others. */
export function hang(first: string, text: string, width: number): string[] {
  const indent = [...first].length;
  return wrapText(text, width - indent).map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line);
}
