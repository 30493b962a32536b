import { formatBytes } from '../format-bytes.ts';
import { number, object, string } from '../read-json.ts';
import { isSafeUrl } from '../text/angle-token.ts';
import { OutsideLink } from '../text/inlines.tsx';
import type { BlockProps } from './block-props.ts';

/** A shared file; the local Slack adds its `url`, `name` and `bytes` to what the app named. */
export function FileBlock({ block }: BlockProps) {
  const file = { ...object(block['file']), ...block };
  const name = string(file['title']) || string(file['name']) || string(block['external_id']) || 'File';
  const url = string(file['url']);
  const bytes = number(file['bytes']);
  if (string(file['mimetype']).startsWith('image/') && isSafeUrl(url))
    return (
      <figure class="block-picture">
        <img src={url} alt={name} />
        <figcaption class="hint">{name}</figcaption>
      </figure>
    );
  return (
    <div class="block-file">
      <span class="file-sheet" aria-hidden="true" />
      <span>
        <strong>{isSafeUrl(url) ? <OutsideLink url={url}>{name}</OutsideLink> : name}</strong>
        <span class="hint">{bytes === undefined ? 'File' : formatBytes(bytes)}</span>
      </span>
    </div>
  );
}
