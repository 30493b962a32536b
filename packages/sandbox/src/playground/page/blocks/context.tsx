import { Picture } from '../elements/picture.tsx';
import { list } from '../read-json.ts';
import { TextObject } from '../text/text-object.tsx';
import type { BlockProps } from './block-props.ts';

export function ContextBlock({ block }: BlockProps) {
  return (
    <div class="block-context">
      {list(block['elements']).map((element, index) =>
        element['type'] === 'image' ? (
          <Picture key={index} image={element} className="context-image" />
        ) : (
          <TextObject key={index} of={element} />
        ),
      )}
    </div>
  );
}
