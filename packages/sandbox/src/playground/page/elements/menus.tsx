import { string, words } from '../read-json.ts';
import { usePage } from '../state/page-context.ts';
import { withEmoji } from '../text/text-object.tsx';
import { Frame } from './frame.tsx';
import { chosen, groupsOf, type OptionGroup, optionsOf } from './option.ts';
import { type Control, type ElementProps, useElement } from './use-element.ts';

export function StaticSelect(props: ElementProps) {
  const control = useElement(props);
  const options = optionsOf(props.element);
  const choose = (value: string) => {
    const option = options.find((candidate) => candidate.value === value);
    control.choose(option ? { selectedOption: chosen(option) } : {});
  };
  return (
    <Menu
      {...props}
      control={control}
      groups={groupsOf(props.element)}
      value={control.state.selectedOption?.value}
      choose={choose}
    />
  );
}

/** A menu of people, channels or conversations; its value is an id. */
export function IdSelect(props: ElementProps) {
  const control = useElement(props);
  const groups = [{ label: '', options: useIdOptions(string(props.element['type'])) }];
  const choose = (value: string) => control.choose(value === '' ? {} : { value });
  return <Menu {...props} control={control} groups={groups} value={control.state.value} choose={choose} />;
}

/** Who or what can be chosen in a menu of this type. */
export function useIdOptions(type: string): OptionGroup['options'] {
  const { state } = usePage();
  const isPeople = type.includes('users');
  const entries = isPeople
    ? state.people
        .filter(({ isBot, isDeleted }) => !isBot && !isDeleted)
        .map(({ id, realName }) => [id, realName] as const)
    : state.channels.filter(({ kind }) => kind === 'channel').map(({ id, name }) => [id, `#${name}`] as const);
  return entries.map(([value, label]) => ({ text: label, value, label, description: undefined }));
}

interface MenuProps extends ElementProps {
  readonly control: Control;
  readonly groups: readonly OptionGroup[];
  readonly value: string | undefined;
  readonly choose: (value: string) => void;
}

function Menu({ control, element, input, groups, value = '', choose }: MenuProps) {
  const placeholder = words(element['placeholder']) || 'Choose an option';
  return (
    <Frame control={control} element={element}>
      <select
        id={control.id}
        class="field select"
        disabled={control.isBusy}
        value={value}
        aria-label={input ? undefined : placeholder}
        aria-invalid={input?.isInvalid}
        aria-describedby={input?.describedBy}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="" disabled={input === undefined || input.isRequired}>
          {withEmoji(placeholder)}
        </option>
        {groups.map((group) => (
          <Group key={group.label} group={group} />
        ))}
      </select>
    </Frame>
  );
}

function Group({ group: { label, options } }: { group: OptionGroup }) {
  const rows = options.map((option) => (
    <option key={option.value} value={option.value}>
      {withEmoji(option.label)}
    </option>
  ));
  return label === '' ? rows : <optgroup label={withEmoji(label)}>{rows}</optgroup>;
}
