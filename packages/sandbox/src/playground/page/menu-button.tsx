import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface MenuProps {
  readonly label: string;
  readonly items: readonly { readonly label: string; readonly choose: () => void }[];
  readonly isDisabled?: boolean;
  readonly className: string;
}

/** A "…" button with a menu, moved through as the ARIA menu-button pattern says (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/). */
export function MenuButton({ label, items, isDisabled = false, className }: MenuProps) {
  const { isOpen, open, root, side } = useMenu();
  const close = () => {
    open(false);
    root.current?.querySelector('button')?.focus();
  };
  return (
    <span class="menu-root" ref={root}>
      <button
        type="button"
        class={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={isDisabled}
        onClick={() => open(!isOpen)}
      >
        <span class="dots" aria-hidden="true" />
      </button>
      {isOpen && (
        <span
          class={`menu ${side}`}
          role="menu"
          tabIndex={-1}
          aria-label={label}
          onKeyDown={(event) => moveInMenu(event, root.current, close)}
        >
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                item.choose();
              }}
            >
              {item.label}
            </button>
          ))}
        </span>
      )}
    </span>
  );
}

/** Open until something outside is pressed; the first item has the focus when it opens. */
function useMenu() {
  const [isOpen, open] = useState(false);
  const [side, setSide] = useState('');
  const root = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (!isOpen) return;
    if (root.current) setSide(sideOf(root.current));
    itemsIn(root.current)[0]?.focus({ preventScroll: true });
    const closeOutside = ({ target }: Event) => root.current?.contains(target as Node) || open(false);
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);
  return { isOpen, open, root, side };
}

/** Where the menu has room: it hangs from the button's right end, below, unless that would be cut off. */
function sideOf(root: HTMLElement): string {
  const room = (root.closest('.messages, .modal-body, .home') ?? document.documentElement).getBoundingClientRect();
  const button = root.getBoundingClientRect();
  const menu = root.querySelector('.menu')?.getBoundingClientRect();
  if (!menu) return '';
  const isLeft = button.right - menu.width < room.left + 8;
  const isAbove = button.bottom + menu.height + 8 > room.bottom && button.top - menu.height > room.top;
  return `${isLeft ? 'menu-left' : ''} ${isAbove ? 'menu-above' : ''}`;
}

const itemsIn = (root: HTMLElement | null): HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
];

function moveInMenu(event: KeyboardEvent, root: HTMLElement | null, close: () => void): void {
  const items = itemsIn(root);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => items.at((at + 1) % items.length)?.focus(),
    ArrowUp: () => items.at(at - 1)?.focus(),
    Home: () => items.at(0)?.focus(),
    End: () => items.at(-1)?.focus(),
    Escape: close,
    Tab: close,
  };
  const move = moves[event.key];
  if (!move) return;
  if (event.key !== 'Tab') event.preventDefault();
  event.stopPropagation();
  move();
}
