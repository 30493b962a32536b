import type { Json } from '../../../slack/workspace.ts';
import { type JsonObject, list, string, words } from '../read-json.ts';

export interface Option {
  readonly text: Json;
  readonly value: string;
  readonly label: string;
  readonly description: JsonObject['string'];
}

export const readOption = (option: JsonObject): Option => ({
  text: option['text'] ?? null,
  value: string(option['value']),
  label: words(option['text']),
  description: option['description'],
});

/** What Slack sends of a chosen option. */
export const chosen = ({ text, value }: Option) => ({ text, value });

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

/** Options, grouped or in one group without a name. */
export function groupsOf(element: JsonObject): readonly OptionGroup[] {
  const groups = list(element['option_groups']);
  if (groups.length === 0) return [{ label: '', options: list(element['options']).map(readOption) }];
  return groups.map((group) => ({ label: words(group['label']), options: list(group['options']).map(readOption) }));
}

export const optionsOf = (element: JsonObject): readonly Option[] =>
  groupsOf(element).flatMap(({ options }) => options);
