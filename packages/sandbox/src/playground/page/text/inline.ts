/** A run of text as it is drawn; both of Slack's notations and rich text become these. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: 'user' | 'channel' | 'group'; readonly id: string; readonly label?: string }
  | { readonly kind: 'broadcast'; readonly range: string }
  | { readonly kind: 'emoji'; readonly name: string }
  | {
      readonly kind: 'date';
      /** Epoch seconds. */
      readonly timestamp: number;
      readonly format: string;
      readonly url?: string;
      readonly fallback: string;
    };

/** Paragraphs keep their line breaks as "\n" inside text. */
export type Prose =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly children: readonly Prose[] }
  | { readonly kind: 'preformatted'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Prose[])[];
    }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: 'rule' };

/** Puts neighbouring text together, so that a run is drawn once. */
export function joinText(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text') {
      joined[joined.length - 1] = { kind: 'text', text: last.text + inline.text };
    } else if (inline.kind !== 'text' || inline.text !== '') joined.push(inline);
  }
  return joined;
}

/** The words without their form, for labels and for screen readers. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map(wordsOf).join('');
}

function wordsOf(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text;
    case 'bold':
    case 'italic':
    case 'strike':
    case 'link':
      return plainText(inline.children);
    case 'user':
    case 'group':
      return `@${inline.label ?? inline.id}`;
    case 'channel':
      return `#${inline.label ?? inline.id}`;
    case 'broadcast':
      return `@${inline.range}`;
    case 'emoji':
      return `:${inline.name}:`;
    case 'date':
      return inline.fallback;
  }
}
