import { useEffect, useRef, useState } from 'preact/hooks';
import { PATHS, type StoredFile } from '../../protocol.ts';
import { formatBytes } from '../format-bytes.ts';
import { ask, sentenceOf, upload } from '../state/ask.ts';
import { usePage } from '../state/page-context.ts';
import { CopyButton } from './copy-button.tsx';

/** Puts files into the local S3, by drop or by choice, and lists what lies there. */
export function Datasets() {
  const { state } = usePage();
  const { files, put, warning, busyWith } = useFiles();
  const [isOver, hover] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    hover(false);
    void put(event.dataTransfer?.files);
  };
  return (
    <section class="panel-part" aria-labelledby="datasets-head">
      <h3 id="datasets-head">Datasets</h3>
      <button
        type="button"
        class={isOver ? 'drop drop-over' : 'drop'}
        onClick={() => chooser.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          hover(true);
        }}
        onDragLeave={() => hover(false)}
        onDrop={onDrop}
      >
        <strong>{busyWith === undefined ? 'Drop a JSONL file, or choose one' : `Storing ${busyWith}…`}</strong>
        <span>It goes to {state.bucketUri}</span>
      </button>
      <input
        ref={chooser}
        type="file"
        accept=".jsonl,.json,.txt,.csv"
        multiple
        hidden
        aria-label="Dataset file"
        onChange={({ currentTarget }) => {
          void put(currentTarget.files).then(() => {
            currentTarget.value = '';
          });
        }}
      />
      {warning !== undefined && (
        <p class="field-error" role="alert">
          {warning}
        </p>
      )}
      <ul class="files" aria-label="Files in the local S3">
        {files.map((file) => (
          <FileRow key={file.uri} file={file} />
        ))}
      </ul>
    </section>
  );
}

function FileRow({ file: { uri, bytes } }: { file: StoredFile }) {
  const nameAt = uri.lastIndexOf('/') + 1;
  return (
    <li>
      <span class="file-name">
        <span class="file-uri">
          {uri.slice(0, nameAt)}
          <strong>{uri.slice(nameAt)}</strong>
        </span>
        <span class="hint">{formatBytes(bytes)}</span>
      </span>
      <CopyButton text={uri} label={`Copy ${uri}`} />
    </li>
  );
}

function useFiles() {
  const { messages } = usePage();
  const [files, setFiles] = useState<readonly StoredFile[]>([]);
  const [busyWith, setBusy] = useState<string>();
  const [warning, warn] = useState<string>();
  const look = () =>
    ask<{ files: StoredFile[] }>(PATHS.files).then(
      (answer) => setFiles(newestFirst(answer.files)),
      (error) => warn(sentenceOf(error)),
    );
  // The app writes files too, and says so in a message.
  useEffect(() => void look(), [messages]);
  const put = async (chosen: FileList | null | undefined) => {
    warn(undefined);
    for (const file of chosen ?? []) {
      setBusy(file.name);
      await upload(PATHS.dataset, file).catch((error) => warn(`${file.name}: ${sentenceOf(error)}`));
    }
    setBusy(undefined);
    await look();
  };
  return { files, put, warning, busyWith };
}

const newestFirst = (files: readonly StoredFile[]) => files.toSorted((a, b) => b.modifiedAt - a.modifiedAt);
