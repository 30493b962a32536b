import { MenuButton } from '../menu-button.tsx';
import { withEmoji } from '../text/text-object.tsx';
import { Frame } from './frame.tsx';
import { chosen, optionsOf } from './option.ts';
import { type ElementProps, useElement } from './use-element.ts';

/** The "…" menu of a block. */
export function Overflow(props: ElementProps) {
  const control = useElement(props);
  const items = optionsOf(props.element).map((option) => ({
    label: withEmoji(option.label),
    choose: () => control.choose({ selectedOption: chosen(option) }),
  }));
  return (
    <Frame control={control} element={props.element}>
      <MenuButton label="More options" items={items} isDisabled={control.isBusy} className="button" />
    </Frame>
  );
}
