import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePage } from '../state/page-context.ts';
import { type Suggestion, suggest } from './completion.ts';

export interface Completion {
  readonly isOpen: boolean;
  readonly suggestions: readonly Suggestion[];
  /** Index of the row that Tab or Enter takes. */
  readonly at: number;
  take(suggestion: Suggestion): void;
  close(): void;
  /** Looks again at where the caret is. */
  look(): void;
  /** True when the key was for the list. */
  onKey(event: KeyboardEvent): boolean;
}

interface Writing {
  readonly text: string;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly write: (text: string) => void;
}

export function useCompletion({ text, area, write }: Writing): Completion {
  const { state } = usePage();
  const [caret, setCaret] = useState(0);
  const [row, setRow] = useState(0);
  const [dismissed, dismiss] = useState<string>();
  const nextCaret = useRef<number>(undefined);
  const before = text.slice(0, caret);
  const suggestions = dismissed === before ? [] : suggest(before, state);
  const at = Math.min(row, suggestions.length - 1);
  useLayoutEffect(() => setRow(0), [before]);
  useLayoutEffect(() => {
    if (nextCaret.current === undefined) return setCaret(area.current?.selectionStart ?? 0);
    area.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    setCaret(nextCaret.current);
    nextCaret.current = undefined;
  }, [text]);
  const take = ({ replacement }: Suggestion) => {
    nextCaret.current = replacement.length;
    write(replacement + text.slice(caret).replace(/^ /, ''));
    area.current?.focus();
  };
  const close = () => dismiss(before);
  const chosen = suggestions[at];
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setRow((at + 1) % suggestions.length),
    ArrowUp: () => setRow((at + suggestions.length - 1) % suggestions.length),
    Tab: () => chosen && take(chosen),
    Enter: () => chosen && take(chosen),
    Escape: close,
  };
  return {
    isOpen: suggestions.length > 0,
    suggestions,
    at,
    take,
    close,
    look: () => setCaret(area.current?.selectionStart ?? 0),
    onKey(event) {
      const move = suggestions.length > 0 && !event.shiftKey ? moves[event.key] : undefined;
      if (!move) return false;
      event.preventDefault();
      event.stopPropagation();
      move();
      return true;
    },
  };
}
