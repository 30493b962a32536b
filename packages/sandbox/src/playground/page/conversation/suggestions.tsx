import { useEffect, useRef } from 'preact/hooks';
import type { Completion } from './use-completion.ts';

/** The list above the composer. */
export function Suggestions({ id, of: { suggestions, at, take } }: { id: string; of: Completion }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: 'nearest' }), [at]);
  return (
    <div class="suggestions" id={id} role="listbox" aria-label="Suggestions" ref={list}>
      {suggestions.map((suggestion, index) => (
        <div
          key={suggestion.replacement}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          class="suggestion"
          // The composer would lose the focus before a click is heard.
          onPointerDown={(event) => {
            event.preventDefault();
            take(suggestion);
          }}
        >
          <strong>{suggestion.label}</strong>
          <span>{suggestion.description}</span>
        </div>
      ))}
    </div>
  );
}
