import { Element } from '../elements/element.tsx';
import { list, string } from '../read-json.ts';
import { type BlockProps, blockIdOf } from './block-props.ts';

export function ActionsBlock({ block }: BlockProps) {
  return (
    <div class="block-actions">
      {list(block['elements']).map((element, index) => (
        <Element key={string(element['action_id']) || index} element={element} blockId={blockIdOf(block)} />
      ))}
    </div>
  );
}
