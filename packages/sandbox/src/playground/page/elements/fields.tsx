import type { InputHTMLAttributes } from 'preact';
import { type JsonObject, number, object, string, strings, words } from '../read-json.ts';
import { Frame } from './frame.tsx';
import { type Control, type ElementProps, useElement } from './use-element.ts';

type Attributes = InputHTMLAttributes<HTMLInputElement>;

/** What the browser's own field is for each element. */
const FIELDS: Readonly<Record<string, Attributes>> = {
  plain_text_input: { type: 'text' },
  email_text_input: { type: 'email' },
  url_text_input: { type: 'url' },
  number_input: { type: 'number' },
  datepicker: { type: 'date' },
  timepicker: { type: 'time' },
  datetimepicker: { type: 'datetime-local' },
};

/** Text that is typed; dispatched at Enter, or at every character when the app asked for that. */
export function TextField(props: ElementProps) {
  const control = useElement(props);
  const { element, input } = props;
  const type = string(element['type']);
  const isLong = element['multiline'] === true || type === 'rich_text_input';
  const triggers = strings(object(element['dispatch_action_config'])['trigger_actions_on']);
  const dispatch = (value: string) => control.choose(value === '' ? {} : { value });
  const take = triggers.includes('on_character_entered') ? dispatch : control.type;
  const common = {
    ...labels(props, control),
    class: 'field',
    placeholder: words(element['placeholder']),
    value: control.state.value ?? '',
    maxLength: number(element['max_length']),
  };
  return (
    <Frame control={control} element={element}>
      {isLong ? (
        <textarea rows={4} {...common} onInput={({ currentTarget }) => take(currentTarget.value)} />
      ) : (
        <input
          {...FIELDS[type]}
          {...limits(element)}
          {...common}
          onInput={({ currentTarget }) => take(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing || !input?.dispatches) return;
            event.preventDefault();
            dispatch(event.currentTarget.value);
          }}
        />
      )}
    </Frame>
  );
}

/** A date, a time, or both; it dispatches when one is chosen. */
export function DateField(props: ElementProps) {
  const control = useElement(props);
  const type = string(props.element['type']);
  const isMoment = type === 'datetimepicker';
  const value = control.state.value ?? '';
  const choose = (written: string) => {
    if (written === '') return control.choose({});
    control.choose({ value: isMoment ? String(new Date(written).getTime() / 1000) : written });
  };
  return (
    <Frame control={control} element={props.element}>
      <input
        {...labels(props, control)}
        class="field field-date"
        {...FIELDS[type]}
        disabled={control.isBusy}
        aria-label={props.input ? undefined : words(props.element['placeholder']) || 'Date'}
        value={isMoment && value !== '' ? localMoment(Number(value)) : value}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
    </Frame>
  );
}

const labels = ({ input }: ElementProps, control: Control) => ({
  id: control.id,
  'aria-invalid': input?.isInvalid ?? false,
  'aria-describedby': input?.describedBy,
  'aria-required': input?.isRequired ?? false,
});

function limits(element: JsonObject) {
  if (element['type'] !== 'number_input') return {};
  const bound = (member: string) => string(element[member]) || undefined;
  const step = element['is_decimal_allowed'] === true ? 'any' : 1;
  return { min: bound('min_value'), max: bound('max_value'), step };
}

/** Epoch seconds as a `datetime-local` field writes them, "2026-11-21T14:30". */
function localMoment(seconds: number): string {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
