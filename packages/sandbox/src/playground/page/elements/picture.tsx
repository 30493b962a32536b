import { type JsonObject, object, string } from '../read-json.ts';
import { isSafeUrl } from '../text/angle-token.ts';
import { OutsideLink } from '../text/inlines.tsx';

/** The page makes no request to anybody but this machine, so a picture from elsewhere is a link with its description. */
export function Picture({ image, className }: { image: JsonObject; className: string }) {
  const url = string(image['image_url']) || string(object(image['slack_file'])['url']);
  const alt = string(image['alt_text']);
  if (isLocal(url)) return <img class={className} src={url} alt={alt} />;
  const words = `Image: ${alt || 'no description'}`;
  return <span class="picture-elsewhere">{isSafeUrl(url) ? <OutsideLink url={url}>{words}</OutsideLink> : words}</span>;
}

const isLocal = (url: string): boolean =>
  url.startsWith('data:image/') || /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?\//.test(url) || /^\/[^/]/.test(url);
