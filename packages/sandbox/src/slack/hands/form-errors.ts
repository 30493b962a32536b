import { elementsOf, withChildren } from '../block-kit/check-payload.ts';
import { lengthOf } from '../block-kit/check-rule.ts';
import type { Members } from '../block-kit/rules.ts';
import { choiceIn, type StateValues } from '../state/element-state.ts';
import type { Block } from '../workspace.ts';

/** What Slack's own form says before it sends anything to the app: block id → sentence. */
export function formErrors(blocks: readonly Block[], values: StateValues): Record<string, string> {
  const inputs = blocks.flatMap(withChildren).filter(({ type }) => type === 'input');
  const found = inputs.flatMap((block) => {
    const [element] = elementsOf(block);
    const blockId = String(block['block_id']);
    const value = element && values[blockId]?.[String(element['action_id'])];
    const error = element && value && inputError(block, element, choiceIn(String(element['type']), value));
    return error ? [[blockId, error] as const] : [];
  });
  return Object.fromEntries(found);
}

function inputError(block: Members, element: Members, choice: unknown): string | undefined {
  if (choice === undefined) return block['optional'] === true ? undefined : 'Please complete this required field.';
  if (typeof choice !== 'string') return undefined;
  if (element['type'] === 'number_input') return numberError(element, choice);
  if (element['type'] === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(choice))
    return 'Enter a valid email address.';
  if (element['type'] === 'url_text_input' && !URL.canParse(choice)) return 'Enter a valid URL.';
  return element['type'] === 'plain_text_input' ? lengthError(element, choice) : undefined;
}

function numberError(element: Members, choice: string): string | undefined {
  const value = Number(choice);
  if (choice.trim() === '' || !Number.isFinite(value)) return 'Enter a number.';
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(value)) return 'Enter a whole number.';
  if (element['min_value'] !== undefined && value < Number(element['min_value']))
    return `Enter a number that is at least ${String(element['min_value'])}.`;
  if (element['max_value'] !== undefined && value > Number(element['max_value']))
    return `Enter a number that is at most ${String(element['max_value'])}.`;
  return undefined;
}

function lengthError(element: Members, choice: string): string | undefined {
  const length = lengthOf(choice);
  const least = Number(element['min_length'] ?? 0);
  const most = Number(element['max_length'] ?? 3000);
  if (length < least) return `Enter at least ${least} characters.`;
  return length > most ? `Enter at most ${most} characters.` : undefined;
}
