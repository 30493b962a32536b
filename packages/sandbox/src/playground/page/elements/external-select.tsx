import { useEffect, useId, useState } from 'preact/hooks';
import { list, number, words } from '../read-json.ts';
import { Frame } from './frame.tsx';
import { chosen, groupsOf, type Option, readOption } from './option.ts';
import { useSurface } from './surface.ts';
import { type ElementProps, useElement } from './use-element.ts';

/** Real milliseconds without a key before the app is asked. */
const PAUSE_MS = 250;

/** A menu whose options the app supplies while a person types. */
export function ExternalSelect(props: ElementProps) {
  const control = useElement(props);
  const [typed, type] = useState<string>();
  const { options, note } = useSuggestions(props, typed);
  const listId = useId();
  const selected = control.state.selectedOption;
  const choose = (value: string) => {
    type(value);
    const option = options.find(({ label }) => label === value);
    if (option) {
      control.choose({ selectedOption: chosen(option) });
      type(undefined);
    }
  };
  return (
    <Frame control={control} element={props.element}>
      <input
        id={control.id}
        class="field"
        list={listId}
        autocomplete="off"
        disabled={control.isBusy}
        placeholder={words(props.element['placeholder']) || 'Type to search'}
        aria-invalid={props.input?.isInvalid}
        aria-describedby={props.input?.describedBy}
        value={typed ?? (selected ? words(selected.text) : '')}
        onInput={({ currentTarget }) => choose(currentTarget.value)}
        onFocus={() => type('')}
        onBlur={() => type(undefined)}
      />
      <datalist id={listId}>
        {options.map(({ value, label }) => (
          <option key={value} value={label} />
        ))}
      </datalist>
      {note !== undefined && <span class="hint">{note}</span>}
    </Frame>
  );
}

function useSuggestions({ element, blockId }: ElementProps, typed: string | undefined) {
  const surface = useSurface();
  const [options, setOptions] = useState<readonly Option[]>([]);
  const [note, setNote] = useState<string>();
  const least = number(element['min_query_length']) ?? 3;
  useEffect(() => {
    if (typed === undefined || typed.length < least) return;
    let isStale = false;
    const ask = async () => {
      const outcome = await surface.suggest({ blockId, actionId: String(element['action_id']), value: typed });
      if (isStale) return;
      if (outcome.kind === 'failed') return setNote(outcome.reason);
      const found =
        outcome.kind === 'options'
          ? list(outcome.options).map(readOption)
          : groupsOf({ option_groups: outcome.groups }).flatMap((group) => group.options);
      setOptions(found);
      setNote(found.length === 0 ? 'No results' : undefined);
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [typed]);
  return { options, note };
}
