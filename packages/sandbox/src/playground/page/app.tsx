import { useState } from 'preact/hooks';
import { ConversationPane } from './conversation/conversation-pane.tsx';
import { HomePane } from './conversation/home-pane.tsx';
import { ThreadPane } from './conversation/thread-pane.tsx';
import { ModalHost } from './modal.tsx';
import { Panel } from './panel/panel.tsx';
import { Sidebar } from './sidebar.tsx';
import type { Model } from './state/model.ts';
import { PageContext } from './state/page-context.ts';
import { usePlayground } from './state/use-playground.ts';
import { TopBar } from './top-bar.tsx';

/** Wide enough for the panel beside the conversation. */
const hasRoomForPanel = () => window.matchMedia('(min-width: 1180px)').matches;

export function App({ first }: { first: Model }) {
  const page = usePlayground(first);
  const [isPanelOpen, showPanel] = useState(hasRoomForPanel);
  const [isSidebarOpen, showSidebar] = useState(false);
  const isHome = page.place.kind === 'app' && page.place.tab === 'home';
  return (
    <PageContext.Provider value={page}>
      <div class={`page ${isPanelOpen ? 'page-with-panel' : ''} ${isSidebarOpen ? 'page-with-sidebar' : ''}`}>
        <TopBar
          isPanelOpen={isPanelOpen}
          onPanel={() => showPanel(!isPanelOpen)}
          isSidebarOpen={isSidebarOpen}
          onSidebar={() => showSidebar(!isSidebarOpen)}
        />
        <Sidebar onGone={() => showSidebar(false)} />
        {isSidebarOpen && (
          <button
            type="button"
            class="scrim only-narrow"
            aria-label="Close channels"
            onClick={() => showSidebar(false)}
          />
        )}
        <main class={page.thread ? 'middle middle-with-thread' : 'middle'}>
          {isHome ? <HomePane /> : <ConversationPane />}
          {page.thread && <ThreadPane key={`${page.me} ${page.thread.ts}`} thread={page.thread} />}
        </main>
        {isPanelOpen && <Panel onClose={() => showPanel(false)} />}
      </div>
      <ModalHost key={page.me} />
    </PageContext.Provider>
  );
}
