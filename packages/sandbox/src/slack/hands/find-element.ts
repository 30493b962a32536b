import { elementsOf, withChildren } from '../block-kit/check-payload.ts';
import type { Members } from '../block-kit/rules.ts';
import { type Acted, buttonsOf } from '../deliver/payloads.ts';
import type { Block, ElementState } from '../workspace.ts';

/** Where an element is: the block that holds it tells whether it speaks to the app. */
export interface Found extends Acted {
  readonly block: Members;
}

/**
 * The element that a person acted on, as it was shown to them; the newest `versions` of the blocks come first. A button with another
 * value, or an option that is not in the menu, is not what was shown. Throws when there is no such element.
 */
export function findElement(as: string, state: ElementState, versions: readonly (readonly Block[])[]): Found {
  for (const blocks of versions) {
    for (const block of blocks.flatMap(withChildren)) {
      const element = elementsOf(block).find((one) => isMeant(one, block, state));
      if (element && fits(element, state) && isShownTo(as, element))
        return { element, block, blockId: state.blockId, state: completed(element, state) };
    }
  }
  throw new Error(`There is no ${state.type} with action id ${state.actionId} in block ${state.blockId} to act on.`);
}

const isMeant = (element: Members, block: Members, state: ElementState): boolean =>
  element['type'] === state.type && element['action_id'] === state.actionId && block['block_id'] === state.blockId;

function isShownTo(as: string, element: Members): boolean {
  const only = element['visible_to_user_ids'];
  return !Array.isArray(only) || only.includes(as);
}

const buttonValues = (element: Members): unknown[] => buttonsOf(element).map((button) => button['value']);

function fits(element: Members, state: ElementState): boolean {
  if (state.type.includes('button') && !state.type.startsWith('radio'))
    return state.value === undefined
      ? element['type'] !== 'feedback_buttons'
      : buttonValues(element).includes(state.value);
  const offered = offeredOptions(element);
  if (!offered) return true;
  const picked = [...(state.selectedOption ? [state.selectedOption] : []), ...(state.selectedOptions ?? [])];
  return picked.every(({ value }) => offered.some((option) => option['value'] === value));
}

/** The options of a menu that has its own; undefined when the app or the workspace supplies them. */
function offeredOptions(element: Members): Members[] | undefined {
  const groups = element['option_groups'] as { options: Members[] }[] | undefined;
  return (element['options'] as Members[] | undefined) ?? groups?.flatMap(({ options }) => options);
}

/** A click on a button carries its value, whether or not the hand names it. */
function completed(element: Members, state: ElementState): ElementState {
  const [value] = buttonValues(element);
  return state.value === undefined && typeof value === 'string' && element['type'] !== 'feedback_buttons'
    ? { ...state, value }
    : state;
}
