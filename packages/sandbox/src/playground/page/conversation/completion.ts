import type { PageState } from '../../protocol.ts';
import { peopleToBe } from '../state/model.ts';

export interface Suggestion {
  /** What the row shows, and what it means. */
  readonly label: string;
  readonly description: string;
  /** The text after it was taken, up to the caret. */
  readonly replacement: string;
}

/** What could follow what has been written up to the caret: a command, its next word, a person or a channel. */
export function suggest(before: string, state: PageState): readonly Suggestion[] {
  const command = /^\/(\S*)$/.exec(before)?.[0];
  if (command !== undefined) return suggestCommands(command, state);
  const [, name, rest] = /^(\/\S+)\s+(.*)$/s.exec(before) ?? [];
  if (name !== undefined && rest !== undefined && !rest.includes(' ')) return suggestWords(name, rest, state);
  const [, head = '', sign, word = ''] = /^(.*(?:^|\s|\())([@#])([\p{L}\p{N}._-]*)$/su.exec(before) ?? [];
  if (sign === '@') return suggestPeople(head, word, state);
  return sign === '#' ? suggestChannels(head, word, state) : [];
}

const starts = (text: string, written: string) => text.toLowerCase().startsWith(written.toLowerCase());

const suggestCommands = (written: string, { commands }: PageState): readonly Suggestion[] =>
  commands
    .filter(({ command }) => starts(command, written))
    .map(({ command, usageHint, description }) => ({
      label: `${command} ${usageHint}`.trim(),
      description,
      replacement: `${command} `,
    }));

function suggestWords(name: string, written: string, { commands }: PageState): readonly Suggestion[] {
  const known = commands.find(({ command }) => command === name)?.completions ?? [];
  return known
    .filter(({ text }) => starts(text, written) && text !== written)
    .map(({ text, description }) => ({ label: text, description, replacement: `${name} ${text} ` }));
}

function suggestPeople(head: string, written: string, state: PageState): readonly Suggestion[] {
  const app = { name: state.app.name.toLowerCase(), realName: state.app.name };
  return [...peopleToBe(state), app]
    .filter(({ name, realName }) => starts(name, written) || starts(realName, written))
    .map(({ name, realName }) => ({ label: `@${name}`, description: realName, replacement: `${head}@${name} ` }));
}

const suggestChannels = (head: string, written: string, { channels }: PageState): readonly Suggestion[] =>
  channels
    .filter(({ kind, name }) => kind === 'channel' && starts(name, written))
    .map(({ name }) => ({ label: `#${name}`, description: 'Channel', replacement: `${head}#${name} ` }));
