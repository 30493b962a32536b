import { type JsonObject, object, string } from '../read-json.ts';
import { EMOJI } from './emoji.ts';
import { Mrkdwn } from './prose-view.tsx';

/** Plain text with its `:emoji:` drawn. */
export const withEmoji = (text: string): string =>
  text.replace(/:([a-z0-9_+-]+):/g, (written, name: string) =>
    Object.hasOwn(EMOJI, name) ? (EMOJI[name] ?? written) : written,
  );

/** A text object of Block Kit; Slack's emoji in plain text are drawn unless `emoji` is false. */
export function TextObject({ of }: { of: unknown }) {
  const text: JsonObject = object(of);
  const source = string(text['text']);
  if (text['type'] === 'mrkdwn') return <Mrkdwn source={source} />;
  return <span class="plain-text">{text['emoji'] === false ? source : withEmoji(source)}</span>;
}
