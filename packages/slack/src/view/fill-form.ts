import type { InputBlock } from '@slack/types';
import type { FormBlock } from './form-fields.ts';

/** Fills a form's fields in with what is known; a field without a value keeps what it shows by itself. */
export function fillForm(
  blocks: readonly FormBlock[],
  values: Readonly<Record<string, string | undefined>>,
): FormBlock[] {
  return blocks.map((block) => {
    const value = values[block.block_id ?? ''];
    return isInput(block) && value ? { ...block, element: fillElement(block.element, value) } : block;
  });
}

const isInput = (block: FormBlock): block is InputBlock => block.type === 'input';

type Element = InputBlock['element'];

/** A choice that is not offered any more is left as the form has it. */
function fillElement(element: Element, value: string): Element {
  switch (element.type) {
    case 'plain_text_input':
      return { ...element, initial_value: value };
    case 'static_select': {
      const chosen = element.options?.find((option) => option.value === value);
      return chosen ? { ...element, initial_option: chosen } : element;
    }
    case 'multi_static_select': {
      const wanted = value.split(',');
      const chosen = element.options?.filter((option) => option.value !== undefined && wanted.includes(option.value));
      return chosen && chosen.length > 0 ? { ...element, initial_options: chosen } : element;
    }
    default:
      return element;
  }
}
