import type { Block } from '../../../slack/workspace.ts';
import { isObject, list, words } from '../read-json.ts';
import { TextObject, withEmoji } from '../text/text-object.tsx';
import type { BlockProps } from './block-props.ts';
import { Blocks } from './blocks.tsx';

/** Blocks in a frame, which may be folded. */
export function ContainerBlock({ block }: BlockProps) {
  const children = <Blocks blocks={list(block['child_blocks']) as readonly Block[]} />;
  const title = (
    <>
      <strong>{withEmoji(words(block['title']))}</strong>
      {isObject(block['subtitle']) && <TextObject of={block['subtitle']} />}
    </>
  );
  if (block['is_collapsible'] !== true)
    return (
      <div class="block-container">
        <div class="container-head">{title}</div>
        {children}
      </div>
    );
  return (
    <details class="block-container" open={block['default_collapsed'] !== true}>
      <summary class="container-head">{title}</summary>
      {children}
    </details>
  );
}
