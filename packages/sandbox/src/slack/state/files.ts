import fs from 'node:fs';
import path from 'node:path';
import type { SandboxClock } from '../../kit/clock.ts';
import { newId } from './ids.ts';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly createdMs: number;
  readonly bytes: Buffer | undefined;
}

/** The types that people share most; Slack looks at the contents, this at the name. */
const MIMETYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  jsonl: 'application/jsonl',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
};

export const filetypeOf = (name: string): string => path.extname(name).slice(1).toLowerCase();
export const mimetypeOf = (name: string): string => MIMETYPES[filetypeOf(name)] ?? 'application/octet-stream';

/** Uploaded files: in memory, and beside the state file when there is one. */
export class Files {
  readonly #clock: SandboxClock;
  readonly #folder: string | undefined;
  readonly #files = new Map<string, StoredFile>();

  constructor(clock: SandboxClock, stateFile: string | undefined) {
    this.#clock = clock;
    this.#folder = stateFile && `${stateFile}.files`;
    if (this.#folder) fs.mkdirSync(this.#folder, { recursive: true });
  }

  reserve(name: string): StoredFile {
    const file = { id: newId('F'), name, title: name, createdMs: this.#clock.nowMs(), bytes: undefined };
    this.#files.set(file.id, file);
    return file;
  }

  upload(id: string, bytes: Buffer): boolean {
    const file = this.#files.get(id);
    if (!file) return false;
    this.#files.set(id, { ...file, bytes });
    if (this.#folder) fs.writeFileSync(path.join(this.#folder, id), bytes);
    return true;
  }

  entitle(file: StoredFile, title: string): StoredFile {
    const next = { ...file, title };
    this.#files.set(file.id, next);
    return next;
  }

  find(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  /** The contents, also of files that an earlier process took. */
  read(id: string): Buffer | undefined {
    const known = this.#files.get(id)?.bytes;
    if (known || !this.#folder || !/^F[A-Z0-9]+$/.test(id)) return known;
    const file = path.join(this.#folder, id);
    return fs.existsSync(file) ? fs.readFileSync(file) : undefined;
  }
}
