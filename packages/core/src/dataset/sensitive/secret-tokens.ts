/** Nothing but punctuation, blanks, the beginning or an escape such as \n stands before it. */
const START = String.raw`(?<![A-Za-z0-9_-](?<!\\[nrtbf])(?<!\\u[0-9a-fA-F]{4}))`;
export const END = '(?![A-Za-z0-9_-])';

/** A pattern for `SecretRule`, of something that stands alone. */
export const token = (body: string) => new RegExp(`${START}${body}${END}`, 'y');

/** Placeholders repeat one character, count up, or say what they are. */
export const isRandom = (found: string) =>
  new Set(found.slice(-16)).size >= 7 &&
  !/example|your|xxxx|1234567890|abcdefgh|placeholder|redacted|dummy/i.test(found);
