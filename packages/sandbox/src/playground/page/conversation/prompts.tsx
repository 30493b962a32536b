import { useState } from 'preact/hooks';
import { PATHS } from '../../protocol.ts';
import { post, sentenceOf } from '../state/ask.ts';
import { usePage } from '../state/page-context.ts';
import { encodeEntities } from '../text/entities.ts';

/** What the app suggests to ask. */
export function Prompts({ channel }: { channel: string }) {
  const { prompts, me } = usePage();
  const [warning, warn] = useState<string>();
  const suggested = prompts[channel] ?? [];
  if (suggested.length === 0) return null;
  const say = (message: string) => {
    warn(undefined);
    post(PATHS.say, { as: me, channel, text: encodeEntities(message) }).catch((error) => warn(sentenceOf(error)));
  };
  return (
    <section class="prompts" aria-label="Suggested prompts">
      {suggested.map(({ title, message }) => (
        <button key={title} type="button" class="chip" title={message} onClick={() => say(message)}>
          {title}
        </button>
      ))}
      {warning !== undefined && (
        <span class="field-error" role="alert">
          {warning}
        </span>
      )}
    </section>
  );
}
