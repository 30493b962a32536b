import { checkRule } from '../block-kit/check-rule.ts';
import { list, object, string } from '../block-kit/rules.ts';
import { refusal, SlackError } from '../slack-error.ts';
import { mimetypeOf, type StoredFile } from '../state/files.ts';
import type { Office } from '../state/office.ts';
import { toWireFile } from '../state/wire-message.ts';
import type { Block, SharedFile } from '../workspace.ts';
import { postAsApp } from './chat.ts';
import { demandJoined, demandThread, type Method } from './method.ts';

/** Uploads in three steps (docs.slack.dev/messaging/working-with-files): a URL, the bytes, the sharing. */

const TO_COMPLETE = list(object({ id: string({ min: 1 }) }, { title: string(), highlight_type: string() }));

const getUploadUrl: Method = (args, office) => {
  const name = args.required('filename');
  if (args.count('length', 0) < 1) throw new SlackError('invalid_arguments');
  const file = office.files.reserve(name);
  return { upload_url: `${office.origin()}/upload/v1/${file.id}`, file_id: file.id };
};

const complete: Method = (args, office) => {
  const wanted = args.json('files');
  const slips = checkRule(TO_COMPLETE, wanted, '/files');
  if (slips.length > 0) throw refusal('invalid_arguments', slips);
  const stored = (wanted as { id: string; title?: string }[]).map(({ id, title }) => {
    const file = office.files.find(id);
    if (!file?.bytes) throw new SlackError('file_not_found');
    return toShared(title === undefined ? file : office.files.entitle(file, title), office);
  });
  const ref = args.text('channel_id');
  if (ref !== undefined)
    share(stored, office, { ref, threadTs: args.text('thread_ts'), text: args.text('initial_comment') });
  return { files: stored.map((file) => toWireFile(file, office.options.app.botUserId)) };
};

function toShared({ id, name, title, bytes }: StoredFile, { origin, options }: Office): SharedFile {
  const url = `${origin()}/files-pri/${options.teamId}-${id}/${encodeURIComponent(name)}`;
  return { id, name, title, mimetype: mimetypeOf(name), bytes: bytes?.length ?? 0, url };
}

function share(
  files: readonly SharedFile[],
  office: Office,
  place: { ref: string; threadTs: string | undefined; text: string | undefined },
): void {
  const channel = demandJoined(place.ref, office);
  const threadTs = place.threadTs === undefined ? undefined : demandThread(channel.id, place.threadTs, office);
  const blocks = files.map((file): Block => ({ type: 'file', block_id: file.id, source: 'hosted', ...file }));
  postAsApp(
    office,
    { channel: channel.id, threadTs },
    { text: place.text ?? '', blocks, files, subtype: 'file_share' },
  );
}

export const FILES: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': complete,
};
