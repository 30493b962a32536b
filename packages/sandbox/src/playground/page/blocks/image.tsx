import { Picture } from '../elements/picture.tsx';
import { isObject, words } from '../read-json.ts';
import type { BlockProps } from './block-props.ts';

export function ImageBlock({ block }: BlockProps) {
  return (
    <figure class="block-image">
      {isObject(block['title']) && <figcaption>{words(block['title'])}</figcaption>}
      <Picture image={block} className="picture" />
    </figure>
  );
}
