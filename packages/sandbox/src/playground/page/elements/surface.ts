import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DeliveryOutcome, ElementState, FormValues, SuggestOutcome } from '../../protocol.ts';

/** Where blocks stand, a message or a view, and what a click in them does. */
export interface Surface {
  act(element: ElementState): Promise<DeliveryOutcome>;
  suggest(typing: { blockId: string; actionId: string; value: string }): Promise<SuggestOutcome>;
  /** What has been entered, in a view. */
  readonly form?: Form;
}

export interface Form {
  readonly values: FormValues;
  /** By block id. */
  readonly errors: Readonly<Record<string, string>>;
  set(state: ElementState): void;
}

export const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('useSurface needs a SurfaceContext above it.');
  return surface;
}

/** The form with one element's state changed. */
export const withState = (values: FormValues, state: ElementState): FormValues => ({
  ...values,
  [state.blockId]: { ...values[state.blockId], [state.actionId]: state },
});
