import { isDeepStrictEqual } from 'node:util';
import { LIMITS } from './limits.ts';
import { anyText, list, type Members, matching, object, oneOf, plainText, type Rule, string } from './rules.ts';
import { failed, type Violation } from './violation.ts';

/** The objects that elements are made of (docs.slack.dev/reference/block-kit/composition-objects). */

export const link: Rule = matching(/^(?:https?:\/\/|mailto:)\S{1,2990}$/);

export const confirm = object(
  { text: anyText(LIMITS.confirmText) },
  {
    title: plainText(LIMITS.confirmTitle),
    confirm: plainText(LIMITS.confirmButton),
    deny: plainText(LIMITS.confirmButton),
    style: oneOf('primary', 'danger'),
  },
);

const describing = { description: anyText(LIMITS.optionDescription) };
const optionValue = string({ min: 1, max: LIMITS.optionValue });

/** An option of a menu. */
export const menuOption = object({ text: plainText(LIMITS.optionText), value: optionValue }, describing);

/** An option of radio buttons or checkboxes, which may be written in mrkdwn. */
export const choiceOption = object({ text: anyText(LIMITS.optionText), value: optionValue }, describing);

export const overflowOption = object(
  { text: plainText(LIMITS.optionText), value: optionValue },
  { ...describing, url: link },
);

export const optionGroup = object({
  label: plainText(LIMITS.optionGroupLabel),
  options: list(menuOption, { max: LIMITS.selectOptions }),
});

export const image = { image_url: link, slack_file: object({}, { id: string({ min: 1 }), url: string({ min: 1 }) }) };

/** An image names its picture in exactly one way. */
export function oneSource(value: Members, pointer: string): Violation[] {
  return exactlyOne(value, pointer, ['image_url', 'slack_file']);
}

export function exactlyOne(value: Members, pointer: string, names: readonly string[]): Violation[] {
  const given = names.filter((name) => value[name] !== undefined);
  if (given.length === 1) return [];
  const quoted = names.map((name) => `\`${name}\``);
  const message =
    given.length === 0 ? `must define either ${quoted.join(' or ')}` : `must not define both ${quoted.join(' and ')}`;
  return [failed(pointer, message, { type: 'one_of', expected: names })];
}

/** What is chosen at first must be one of what can be chosen. */
export function initialAmongOptions(value: Members, pointer: string): Violation[] {
  const groups = (value['option_groups'] ?? []) as { options: unknown[] }[];
  const options = [...((value['options'] ?? []) as unknown[]), ...groups.flatMap((group) => group.options)];
  const one = value['initial_option'] === undefined ? [] : [['initial_option', value['initial_option']] as const];
  const many = ((value['initial_options'] ?? []) as unknown[]).map(
    (item, at) => [`initial_options/${at}`, item] as const,
  );
  return [...one, ...many]
    .filter(([, chosen]) => !options.some((option) => isDeepStrictEqual(option, chosen)))
    .map(([name]) => failed(`${pointer}/${name}`, 'must match one of the options', { type: 'enum' }));
}
