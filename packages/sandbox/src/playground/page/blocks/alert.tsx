import { string } from '../read-json.ts';
import { TextObject } from '../text/text-object.tsx';
import type { BlockProps } from './block-props.ts';

const LEVELS: Readonly<Record<string, { readonly sign: string; readonly name: string }>> = {
  default: { sign: '•', name: 'Note' },
  info: { sign: 'i', name: 'Information' },
  warning: { sign: '!', name: 'Warning' },
  error: { sign: '×', name: 'Error' },
  success: { sign: '✓', name: 'Success' },
};

export function AlertBlock({ block }: BlockProps) {
  const level = string(block['level']);
  const known = Object.hasOwn(LEVELS, level) ? level : 'default';
  return (
    <div class={`block-alert block-alert-${known}`} role="note">
      <span class="alert-sign" role="img" aria-label={LEVELS[known]?.name}>
        {LEVELS[known]?.sign}
      </span>
      <TextObject of={block['text']} />
    </div>
  );
}
