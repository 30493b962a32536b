import fs from 'node:fs';
import path from 'node:path';

/** A map of JSON values that outlives the process: written to one file, whole, by rename, so a crash leaves the old or the new. */
export interface DurableMap<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): boolean;
  has(key: string): boolean;
  values(): V[];
  keys(): string[];
}

/** Opens the map kept in `file`; without a file it lives in memory only. */
export function openMap<V>(file?: string): DurableMap<V> {
  const map = new Map<string, V>(file ? read<V>(file) : []);
  const save = () => {
    if (!file) return;
    fs.writeFileSync(`${file}.tmp`, JSON.stringify([...map]));
    fs.renameSync(`${file}.tmp`, file);
  };
  return {
    get: (key) => map.get(key),
    has: (key) => map.has(key),
    values: () => [...map.values()],
    keys: () => [...map.keys()],
    set(key, value) {
      map.set(key, value);
      save();
    },
    delete(key) {
      const existed = map.delete(key);
      if (existed) save();
      return existed;
    },
  };
}

function read<V>(file: string): [string, V][] {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as [string, V][]) : [];
}
