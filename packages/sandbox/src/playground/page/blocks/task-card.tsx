import type { Block } from '../../../slack/workspace.ts';
import { isObject, list, string } from '../read-json.ts';
import { isSafeUrl } from '../text/angle-token.ts';
import { OutsideLink } from '../text/inlines.tsx';
import type { BlockProps } from './block-props.ts';
import { RichTextBlock } from './rich-text.tsx';

const STATUS: Readonly<Record<string, readonly [sign: string, words: string]>> = {
  pending: ['○', 'To do'],
  in_progress: ['◐', 'Under way'],
  complete: ['✓', 'Done'],
  error: ['×', 'Failed'],
};

/** One step of what the app is doing. */
export function TaskCardBlock({ block }: BlockProps) {
  const status = string(block['status']);
  const [sign, words] = STATUS[status] ?? ['○', status];
  return (
    <div class={`task task-${status}`}>
      <span class="task-sign" role="img" aria-label={words}>
        {sign}
      </span>
      <div>
        <strong>{string(block['title'])}</strong>
        {isObject(block['details']) && <RichTextBlock block={block['details']} />}
        {isObject(block['output']) && <RichTextBlock block={block['output']} />}
        {list(block['sources']).map((source, index) => {
          const url = string(source['url']);
          const label = string(source['text']) || url;
          return (
            <span key={index} class="hint">
              {isSafeUrl(url) ? <OutsideLink url={url}>{label}</OutsideLink> : label}{' '}
            </span>
          );
        })}
      </div>
    </div>
  );
}

export function PlanBlock({ block }: BlockProps) {
  return (
    <div class="block-container">
      <div class="container-head">
        <strong>{string(block['title'])}</strong>
      </div>
      {list(block['tasks']).map((task, index) => (
        <TaskCardBlock key={index} block={task as Block} />
      ))}
    </div>
  );
}
