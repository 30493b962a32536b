import { type DeliveryOutcome, type FormValues, PATHS, type SuggestOutcome, type View } from '../protocol.ts';
import { type Surface, withState } from './elements/surface.ts';
import { post } from './state/ask.ts';
import { usePage } from './state/page-context.ts';

interface Entered {
  readonly values: FormValues;
  readonly errors: Readonly<Record<string, string>>;
  change(next: (values: FormValues) => FormValues): void;
}

/** What a click or a choice in a view does: the app gets it with the whole form. */
export function useViewSurface(view: View, { values, errors, change }: Entered): Surface {
  const { me } = usePage();
  const inView = { as: me, viewId: view.id };
  return {
    act: async (element) => {
      const form = values[element.blockId]?.[element.actionId] ? withState(values, element) : values;
      return (await post<{ outcome: DeliveryOutcome }>(PATHS.actInView, { ...inView, element, values: form })).outcome;
    },
    suggest: async (typing) =>
      (await post<{ outcome: SuggestOutcome }>(PATHS.suggest, { ...inView, ...typing })).outcome,
    form: {
      values,
      errors,
      set: (state) => {
        // A button holds nothing, so it is not part of the form.
        if (state.blockId in values && state.actionId in (values[state.blockId] ?? {}))
          change((known) => withState(known, state));
      },
    },
  };
}
