import { string } from '../read-json.ts';
import { TextObject } from '../text/text-object.tsx';
import { Frame } from './frame.tsx';
import { useIdOptions } from './menus.tsx';
import { chosen, type Option, optionsOf } from './option.ts';
import { type Control, type ElementProps, useElement } from './use-element.ts';

export function RadioButtons(props: ElementProps) {
  const control = useElement(props);
  return (
    <ChoiceList
      {...props}
      control={control}
      kind="radio"
      options={optionsOf(props.element)}
      isChosen={({ value }) => control.state.selectedOption?.value === value}
      choose={(option) => control.choose({ selectedOption: chosen(option) })}
    />
  );
}

/** `checkboxes`, and `multi_static_select`, whose options are few enough in an app's form to be seen at once. */
export function Checkboxes(props: ElementProps) {
  const control = useElement(props);
  const options = optionsOf(props.element);
  const values = new Set(control.state.selectedOptions?.map(({ value }) => value));
  const choose = (option: Option) => {
    const isWanted = ({ value }: Option) => values.has(value) !== (value === option.value);
    control.choose({ selectedOptions: options.filter(isWanted).map(chosen) });
  };
  const isChosen = ({ value }: Option) => values.has(value);
  return (
    <ChoiceList {...props} control={control} kind="checkbox" options={options} isChosen={isChosen} choose={choose} />
  );
}

/** Several people, channels or conversations, by id. */
export function MultiIdSelect(props: ElementProps) {
  const control = useElement(props);
  const values = control.state.selectedValues ?? [];
  const choose = ({ value }: Option) => {
    const others = values.filter((known) => known !== value);
    control.choose({ selectedValues: others.length < values.length ? others : [...values, value] });
  };
  return (
    <ChoiceList
      {...props}
      control={control}
      kind="checkbox"
      options={useIdOptions(string(props.element['type']))}
      isChosen={({ value }) => values.includes(value)}
      choose={choose}
    />
  );
}

interface ListProps extends ElementProps {
  readonly control: Control;
  readonly kind: 'radio' | 'checkbox';
  readonly options: readonly Option[];
  readonly isChosen: (option: Option) => boolean;
  readonly choose: (option: Option) => void;
}

function ChoiceList({ control, element, input, kind, options, isChosen, choose }: ListProps) {
  const isMenu = string(element['type']).startsWith('multi_');
  return (
    <Frame control={control} element={element}>
      <fieldset
        id={control.id}
        class={isMenu ? 'choices choices-boxed' : 'choices'}
        aria-labelledby={input ? `${input.id}-label` : undefined}
        aria-describedby={input?.describedBy}
      >
        {options.map((option) => (
          <label key={option.value} class="choice">
            <input
              type={kind}
              name={control.id}
              value={option.value}
              checked={isChosen(option)}
              disabled={control.isBusy}
              onChange={() => choose(option)}
            />
            <OptionWords option={option} />
          </label>
        ))}
      </fieldset>
    </Frame>
  );
}

function OptionWords({ option: { text, description } }: { option: Option }) {
  return (
    <span>
      <TextObject of={typeof text === 'string' ? { text } : text} />
      {description !== undefined && (
        <span class="choice-description">
          <TextObject of={description} />
        </span>
      )}
    </span>
  );
}
