import type { Inline, Prose } from './inline.ts';
import { Inlines } from './inlines.tsx';
import { parseMarkdown } from './markdown.ts';
import { parseMrkdwn } from './mrkdwn.ts';

export const Mrkdwn = ({ source }: { source: string }) => <ProseView prose={parseMrkdwn(source)} />;
export const Markdown = ({ source }: { source: string }) => <ProseView prose={parseMarkdown(source)} />;

export function ProseView({ prose }: { prose: readonly Prose[] }) {
  return (
    <div class="prose">
      {prose.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: Prose }) {
  switch (part.kind) {
    case 'paragraph':
      return (
        <p>
          <Inlines of={part.children} />
        </p>
      );
    case 'quote':
      return (
        <blockquote>
          <ProseView prose={part.children} />
        </blockquote>
      );
    case 'preformatted':
      return <pre>{part.text}</pre>;
    case 'heading':
      return <Heading level={part.level} words={part.children} />;
    case 'list':
      return <List of={part} />;
    case 'table':
      return <ProseTable rows={part.rows} />;
    case 'rule':
      return <hr />;
  }
}

/** A message stands under the page's own headings, so its first level is the third. */
function Heading({ level, words }: { level: number; words: readonly Inline[] }) {
  const Tag = level === 1 ? 'h4' : 'h5';
  return (
    <Tag class={`prose-heading prose-heading-${Math.min(level, 3)}`}>
      <Inlines of={words} />
    </Tag>
  );
}

function List({ of: { ordered, start, items } }: { of: Extract<Prose, { kind: 'list' }> }) {
  const rows = items.map((item, index) => (
    <li key={index}>
      <ProseView prose={item} />
    </li>
  ));
  return ordered ? <ol start={start}>{rows}</ol> : <ul>{rows}</ul>;
}

function ProseTable({ rows: [head = [], ...body] }: { rows: readonly (readonly (readonly Inline[])[])[] }) {
  return (
    <div class="table-scroll">
      <table class="table">
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col">
                <Inlines of={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index}>
                  <Inlines of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
