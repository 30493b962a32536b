import { Element } from '../elements/element.tsx';
import { isObject, list } from '../read-json.ts';
import { TextObject } from '../text/text-object.tsx';
import { type BlockProps, blockIdOf } from './block-props.ts';

/** Small elements stand at the right of the text, the others under it. */
const BESIDE = new Set(['button', 'image', 'overflow']);

export function SectionBlock({ block }: BlockProps) {
  const { accessory } = block;
  const fields = list(block['fields']);
  const isBeside = isObject(accessory) && BESIDE.has(String(accessory['type']));
  return (
    <div class={isBeside ? 'block-section block-section-beside' : 'block-section'}>
      <div class="block-section-text">
        {isObject(block['text']) && <TextObject of={block['text']} />}
        {fields.length > 0 && (
          <div class="block-fields">
            {fields.map((field, index) => (
              <div key={index}>
                <TextObject of={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {isObject(accessory) && (
        <div class="block-section-accessory">
          <Element element={accessory} blockId={blockIdOf(block)} />
        </div>
      )}
    </div>
  );
}
