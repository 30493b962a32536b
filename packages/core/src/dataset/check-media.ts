import { isObject, type JsonObject } from './read-record.ts';
import { holds, type RecordCase, type Turn } from './record-case.ts';

/** AWS's validator takes word characters, `-`, `/` and `.` after `s3://` (nova_ft_dataset_validator.py in aws-samples). */
const MEDIA_URI = /^s3:\/\/[\w\-/.]+$/;

/** Fields of a block that hold a file. */
export const MEDIA = ['image', 'video', 'document'] as const;

/** Notes what is wrong with the files of one message. */
export function checkMedia(item: RecordCase, blocks: readonly JsonObject[], turn: Turn): void {
  const { model } = item;
  const images = blocks.filter((block) => holds(block, 'image'));
  const videos = blocks.filter((block) => holds(block, 'video'));
  const documents = blocks.filter((block) => holds(block, 'document'));
  const counts = { images: images.length, videos: videos.length, documents: documents.length };
  const refusal = refusalOf(item, counts, turn);
  if (refusal) {
    item.note({ rule: 'media', message: refusal });
    return;
  }
  for (const block of images) checkFile(item, { file: block['image'], formats: model.imageFormats, at: turn.at });
  for (const block of videos) checkFile(item, { file: block['video'], formats: model.videoFormats, at: turn.at });
  for (const block of documents)
    checkFile(item, { file: block['document'], formats: model.documentFormats, at: turn.at });
}

interface Counts {
  readonly images: number;
  readonly videos: number;
  readonly documents: number;
}

function refusalOf({ model }: RecordCase, counts: Counts, { at, role }: Turn): string | undefined {
  const { name, modalities, maxImagesPerMessage: most } = model;
  const { images, videos, documents } = counts;
  if (role === 'assistant') return `There is an image, a video or a document in ${at}, which is an answer.`;
  if (videos > 0 && images > 0) return `There are both images and a video in ${at}.`;
  if (videos > 0 && documents > 0) return `There are both a document and a video in ${at}.`;
  if (images > 0 && !modalities.includes('image')) return `${name} takes no images (${at}).`;
  if (videos > 0 && !modalities.includes('video')) return `${name} takes no videos (${at}).`;
  if (documents > 0 && !modalities.includes('document')) return `${name} takes no documents (${at}).`;
  if (most !== undefined && images > most) return `There are ${images} images in ${at}; ${name} takes ${most}.`;
  return videos > 1 ? `There are ${videos} videos in ${at}; ${name} takes one.` : undefined;
}

function checkFile(item: RecordCase, place: { file: unknown; formats: readonly string[]; at: string }): void {
  const { file, formats, at } = place;
  const media = (message: string) => item.note({ rule: 'media', message });
  const { format, source } = isObject(file) ? file : {};
  if (typeof format !== 'string' || !formats.includes(format.toLowerCase()))
    media(`The format of a file in ${at} is none of ${formats.join(', ')}.`);
  const location = isObject(source) ? source['s3Location'] : undefined;
  const uri = isObject(location) ? location['uri'] : undefined;
  const owner = isObject(location) ? location['bucketOwner'] : undefined;
  if (owner !== undefined && owner !== null && typeof owner !== 'string')
    media(`The bucketOwner of a file in ${at} is no text.`);
  if (typeof uri !== 'string') media(`A file in ${at} has no source.s3Location.uri.`);
  else if (!MEDIA_URI.test(uri))
    media(`The address of a file in ${at} is no s3:// address of letters, digits, _ - / and . only.`);
}
