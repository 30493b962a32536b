import { useState } from 'preact/hooks';
import { type DeliveryOutcome, type Message, type MessageShortcut, PATHS } from '../../protocol.ts';
import { failureOf } from '../elements/use-element.ts';
import { MenuButton } from '../menu-button.tsx';
import { post, sentenceOf } from '../state/ask.ts';
import { usePage } from '../state/page-context.ts';

/** What a person can do with a message: answer in its thread, or run a shortcut on it. */
export function MessageActions({ message, isThread }: { message: Message; isThread: boolean }) {
  const { state, me, openThread } = usePage();
  const [warning, warn] = useState<string>();
  if (message.onlyFor !== undefined) return null;
  const { channel, ts } = message;
  const run = async ({ callbackId }: MessageShortcut) => {
    const sent = post<{ outcome: DeliveryOutcome }>(PATHS.shortcut, { as: me, channel, ts, callbackId });
    warn(await sent.then(({ outcome }) => failureOf(outcome, state.app.name), sentenceOf));
  };
  const items = state.shortcuts.map((shortcut) => ({ label: shortcut.name, choose: () => void run(shortcut) }));
  return (
    <div class="message-actions">
      {warning !== undefined && (
        <span class="element-warning" role="alert">
          <span aria-hidden="true">⚠</span> {warning}
        </span>
      )}
      {!isThread && (
        <button
          type="button"
          class="button button-icon"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => openThread({ channel, ts: message.threadTs ?? ts })}
        >
          <span class="bubble" aria-hidden="true" />
        </button>
      )}
      {items.length > 0 && <MenuButton label="Message shortcuts" items={items} className="button button-icon" />}
    </div>
  );
}
