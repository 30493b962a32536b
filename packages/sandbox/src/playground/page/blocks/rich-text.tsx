import type { ComponentChildren } from 'preact';
import { type JsonObject, list, number, string } from '../read-json.ts';
import { plainText } from '../text/inline.ts';
import { Inlines } from '../text/inlines.tsx';
import { toInlines } from '../text/rich-text.ts';

/** A `rich_text` block or cell. */
export function RichTextBlock({ block }: { block: JsonObject }) {
  return (
    <div class="prose rich-text">
      {list(block['elements']).map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: JsonObject }) {
  const inlines = toInlines(part['elements']);
  switch (string(part['type'])) {
    case 'rich_text_section':
      return (
        <div>
          <Inlines of={inlines} />
        </div>
      );
    case 'rich_text_quote':
      return (
        <blockquote>
          <Inlines of={inlines} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return <pre>{plainText(inlines)}</pre>;
    case 'rich_text_list':
      return <RichTextList part={part} />;
    default:
      return <p class="not-drawn">rich text not drawn: {string(part['type'])}</p>;
  }
}

function RichTextList({ part }: { part: JsonObject }) {
  const rows: ComponentChildren = list(part['elements']).map((item, index) => (
    <li key={index}>
      <Inlines of={toInlines(item['elements'])} />
    </li>
  ));
  const className = `indent-${number(part['indent']) ?? 0}`;
  if (part['style'] !== 'ordered') return <ul class={className}>{rows}</ul>;
  return (
    <ol class={className} start={(number(part['offset']) ?? 0) + 1}>
      {rows}
    </ol>
  );
}
