import { useState } from 'preact/hooks';
import type { View } from '../../protocol.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { formOf } from '../elements/initial-state.ts';
import { SurfaceContext } from '../elements/surface.ts';
import { usePage } from '../state/page-context.ts';
import { useViewSurface } from '../view-surface.ts';

/** The app's Home tab, as it published it for this person. */
export function HomePane() {
  const { home, state } = usePage();
  return (
    <section class="conversation" aria-label={`${state.app.name} Home`}>
      <header class="pane-head">
        <h2>{state.app.name}</h2>
        <span class="badge">APP</span>
        <span class="pane-detail">Home</span>
      </header>
      <div class="home">
        {home ? (
          <PublishedHome key={home.user} view={home} />
        ) : (
          <p class="hint">{state.app.name} has not published its Home yet.</p>
        )}
      </div>
    </section>
  );
}

function PublishedHome({ view }: { view: View }) {
  const [entered, enter] = useState(() => formOf(view.blocks, {}));
  const surface = useViewSurface(view, { values: formOf(view.blocks, entered), change: enter, errors: {} });
  return (
    <SurfaceContext.Provider value={surface}>
      <Blocks blocks={view.blocks} />
    </SurfaceContext.Provider>
  );
}
