import type { Block } from '../../../slack/workspace.ts';
import { Element } from '../elements/element.tsx';
import { Picture } from '../elements/picture.tsx';
import { isObject, list } from '../read-json.ts';
import { TextObject } from '../text/text-object.tsx';
import { type BlockProps, blockIdOf } from './block-props.ts';

export function CardBlock({ block }: BlockProps) {
  const actions = list(block['actions']);
  return (
    <div class="block-card">
      {isObject(block['hero_image']) && <Picture image={block['hero_image']} className="picture" />}
      {isObject(block['title']) && (
        <strong>
          <TextObject of={block['title']} />
        </strong>
      )}
      {isObject(block['subtitle']) && (
        <div class="hint">
          <TextObject of={block['subtitle']} />
        </div>
      )}
      {isObject(block['body']) && <TextObject of={block['body']} />}
      {actions.length > 0 && (
        <div class="block-actions">
          {actions.map((element, index) => (
            <Element key={index} element={element} blockId={blockIdOf(block)} />
          ))}
        </div>
      )}
    </div>
  );
}

export function CarouselBlock({ block }: BlockProps) {
  return (
    <div class="block-carousel">
      {list(block['elements']).map((card, index) => (
        <CardBlock key={index} block={card as Block} />
      ))}
    </div>
  );
}
