import { useId } from 'preact/hooks';
import { Element } from '../elements/element.tsx';
import { useSurface } from '../elements/surface.ts';
import { object, string, words } from '../read-json.ts';
import { withEmoji } from '../text/text-object.tsx';
import { type BlockProps, blockIdOf } from './block-props.ts';

/** A labelled field of a form, with its hint, and what the app said was wrong with it. */
export function InputBlock({ block }: BlockProps) {
  const id = useId();
  const element = object(block['element']);
  const blockId = blockIdOf(block);
  const error = useSurface().form?.errors[blockId];
  const isGroup = /^(?:radio_buttons|checkboxes|multi_)/.test(string(element['type']));
  const isOptional = block['optional'] === true;
  const input = {
    id,
    describedBy: `${id}-hint ${id}-error`,
    isInvalid: error !== undefined,
    isRequired: !isOptional,
    dispatches: block['dispatch_action'] === true,
  };
  const label = (
    <>
      {withEmoji(words(block['label']))}
      {isOptional && <span class="optional"> (optional)</span>}
    </>
  );
  return (
    <div class={error === undefined ? 'block-input' : 'block-input block-input-invalid'}>
      {isGroup ? (
        <span id={`${id}-label`} class="label">
          {label}
        </span>
      ) : (
        <label id={`${id}-label`} class="label" for={id}>
          {label}
        </label>
      )}
      <Element element={element} blockId={blockId} input={input} />
      <p id={`${id}-error`} class="field-error" role="alert">
        {error}
      </p>
      <p id={`${id}-hint`} class="hint">
        {withEmoji(words(block['hint']))}
      </p>
    </div>
  );
}
