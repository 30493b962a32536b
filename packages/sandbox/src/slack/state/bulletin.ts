import type { WorkspaceEvent } from '../workspace.ts';

/** Tells whoever listens what changed. */
export interface Bulletin {
  emit(event: WorkspaceEvent): void;
  subscribe(listener: (event: WorkspaceEvent) => void): () => void;
}

export function createBulletin(): Bulletin {
  const listeners = new Set<(event: WorkspaceEvent) => void>();
  return {
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
