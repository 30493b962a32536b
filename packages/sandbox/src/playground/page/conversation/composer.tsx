import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePage, usePersonOf } from '../state/page-context.ts';
import { Suggestions } from './suggestions.tsx';
import { useCompletion } from './use-completion.ts';
import { useSend } from './use-send.ts';

interface ComposerProps {
  readonly channel: string;
  readonly threadTs?: string;
  readonly title: string;
}

/** Where a person writes: Enter sends, Shift+Enter breaks the line, "/" completes commands, "@" people and "#" channels. */
export function Composer({ channel, threadTs, title }: ComposerProps) {
  const { me } = usePage();
  const person = usePersonOf()(me);
  const [text, write] = useState('');
  const area = useAutoHeight(text);
  const listId = useId();
  const { send, warning, isBusy } = useSend({ channel, threadTs, onSent: () => write('') });
  const completion = useCompletion({ text, area, write });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || completion.onKey(event)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void send(text);
  };
  return (
    <div class="composer">
      {completion.isOpen && <Suggestions id={listId} of={completion} />}
      {warning !== undefined && (
        <p class="composer-warning" role="alert">
          {warning}
        </p>
      )}
      <div class="composer-box">
        <textarea
          ref={area}
          rows={1}
          value={text}
          placeholder={
            threadTs === undefined ? `Message ${title} as ${person.realName}` : `Reply as ${person.realName}`
          }
          aria-label={
            threadTs === undefined ? `Message ${title} as ${person.realName}` : `Reply in thread as ${person.realName}`
          }
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={completion.isOpen ? `${listId}-${completion.at}` : undefined}
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onSelect={completion.look}
          onKeyDown={onKeyDown}
          onBlur={completion.close}
        />
        <button
          type="button"
          class="button button-primary button-send"
          disabled={text.trim() === '' || isBusy}
          onClick={() => void send(text)}
        >
          Send
        </button>
      </div>
      <p class="composer-hint" aria-hidden="true">
        <kbd>Enter</kbd> sends · <kbd>Shift</kbd>+<kbd>Enter</kbd> new line
        {threadTs === undefined && (
          <>
            {' '}
            · <kbd>/</kbd> commands
          </>
        )}
      </p>
    </div>
  );
}

function useAutoHeight(text: string) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 220)}px`;
  }, [text]);
  return area;
}
