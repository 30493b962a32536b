import type { PageState } from '../../protocol.ts';
import { encodeEntities } from '../text/entities.ts';

export type Composed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'command'; readonly command: string; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** What sending does with the text that was written. */
export function compose(written: string, state: PageState, isThread: boolean): Composed {
  const text = written.trim();
  if (text === '') return { kind: 'nothing' };
  const [, command, rest = ''] = /^(\/\S+)\s*(.*)$/s.exec(text) ?? [];
  if (command === undefined || written.startsWith(' ')) return { kind: 'message', text: encodeMentions(text, state) };
  if (isThread)
    return { kind: 'refused', reason: `Slack does not take ${command} in a thread. Type it in the channel.` };
  if (state.commands.some((known) => known.command === command)) return { kind: 'command', command, text: rest };
  const names = state.commands.map((known) => known.command).join(', ');
  return { kind: 'refused', reason: `${command} is not a command here (there is ${names}). Nothing was sent.` };
}

/** Slack sends mentions by id, and escapes the rest. */
function encodeMentions(text: string, { people, channels, app }: PageState): string {
  const ids: Readonly<Record<string, string>> = Object.fromEntries([
    ...channels.filter(({ kind }) => kind === 'channel').map(({ id, name }) => [`#${name}`, `<#${id}>`]),
    ...people.map(({ id, name }) => [`@${name}`, `<@${id}>`]),
    [`@${app.name}`.toLowerCase(), `<@${app.userId}>`],
  ]);
  return encodeEntities(text).replace(/(?<![\p{L}\p{N}])[@#][\p{L}\p{N}][\p{L}\p{N}._-]*/gu, (written) => {
    const name = written.replace(/[._-]+$/, '');
    const known = ids[written.toLowerCase()];
    return known ?? (ids[name.toLowerCase()] ?? name) + written.slice(name.length);
  });
}
