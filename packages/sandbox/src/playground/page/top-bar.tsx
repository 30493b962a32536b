import { PersonSwitcher } from './person-switcher.tsx';
import { usePage } from './state/page-context.ts';

interface TopBarProps {
  readonly isPanelOpen: boolean;
  readonly onPanel: () => void;
  readonly isSidebarOpen: boolean;
  readonly onSidebar: () => void;
}

export function TopBar({ isPanelOpen, onPanel, isSidebarOpen, onSidebar }: TopBarProps) {
  const { isConnected } = usePage();
  return (
    <header class="top-bar">
      <button
        type="button"
        class="button button-bar only-narrow"
        aria-expanded={isSidebarOpen}
        aria-label="Channels"
        onClick={onSidebar}
      >
        <span class="bars" aria-hidden="true" />
      </button>
      <span class="product">
        <span class="product-mark" aria-hidden="true" />
        <span>Rung playground</span>
      </span>
      {!isConnected && (
        <span class="offline" role="status">
          Connection lost, trying again
        </span>
      )}
      <PersonSwitcher />
      <button type="button" class="button button-bar" aria-expanded={isPanelOpen} onClick={onPanel}>
        Local AWS
      </button>
    </header>
  );
}
