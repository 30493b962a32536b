import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly labelledBy: string;
  readonly kind: 'modal' | 'confirm';
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Where a form begins; a dialog without fields keeps the browser's choice. */
const FIRST_FIELD = '.modal-body :is(input, textarea, select):not([type="hidden"])';

/** The browser's own modal dialog: it keeps the focus inside, makes the rest inert and hears Escape. */
export function Dialog({ labelledBy, kind, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog dialog-${kind}`}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        // Chromium closes a dialog at the second Escape even when `cancel` was prevented.
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
