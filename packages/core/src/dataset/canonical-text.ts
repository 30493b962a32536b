const encoder = new TextEncoder();

/**
 * A text as JSON writes it, without quotes, in UTF-8: one spelling for each text however the file escapes it, and the very
 * bytes of the file where it escapes nothing that need not be. Two texts are equal exactly when these are.
 */
export function canonicalText(text: string): Uint8Array {
  return encoder.encode(JSON.stringify(text).slice(1, -1));
}
