import { useId } from 'preact/hooks';
import { Dialog } from '../dialog.tsx';
import { type JsonObject, words } from '../read-json.ts';
import { TextObject, withEmoji } from '../text/text-object.tsx';

/** Slack's confirmation before a choice is delivered. */
export function ConfirmDialog({ confirm, onAnswer }: { confirm: JsonObject; onAnswer: (isYes: boolean) => void }) {
  const titleId = useId();
  return (
    <Dialog kind="confirm" labelledBy={titleId} onClose={() => onAnswer(false)}>
      <h2 id={titleId}>{withEmoji(words(confirm['title']) || 'Are you sure?')}</h2>
      <div class="dialog-body">
        <TextObject of={confirm['text']} />
      </div>
      <footer class="dialog-foot">
        <button type="button" class="button" onClick={() => onAnswer(false)}>
          {withEmoji(words(confirm['deny']) || 'Cancel')}
        </button>
        <button
          type="button"
          class={confirm['style'] === 'danger' ? 'button button-danger' : 'button button-primary'}
          onClick={() => onAnswer(true)}
        >
          {withEmoji(words(confirm['confirm']) || 'Yes')}
        </button>
      </footer>
    </Dialog>
  );
}
