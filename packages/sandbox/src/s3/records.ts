import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** JSON values on disk, a file each, replaced by rename: a crash leaves the old value or the new one. */
export interface Records<T> {
  load(): T[];
  write(name: string, value: T): void;
  remove(name: string): void;
}

/** Names may be any string: keys of objects are longer than file names may be, so the files are named by hash. */
export function openRecords<T>(directory: string): Records<T> {
  fs.mkdirSync(directory, { recursive: true });
  const fileOf = (name: string) =>
    path.join(directory, `${crypto.createHash('sha256').update(name).digest('hex')}.json`);
  return {
    load: () =>
      fs
        .readdirSync(directory)
        .filter((file) => file.endsWith('.json'))
        .map((file) => JSON.parse(fs.readFileSync(path.join(directory, file), 'utf8')) as T),
    write(name, value) {
      const file = fileOf(name);
      fs.writeFileSync(`${file}.tmp`, JSON.stringify(value));
      fs.renameSync(`${file}.tmp`, file);
    },
    remove: (name) => fs.rmSync(fileOf(name), { force: true }),
  };
}
