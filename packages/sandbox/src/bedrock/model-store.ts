import fs from 'node:fs';
import path from 'node:path';
import { packModel, unpackModel } from './small-model/model-file.ts';
import type { Network } from './small-model/network.ts';

/** Trained models by the twelve characters of their ARN. */
export interface ModelStore {
  save(id: string, network: Network): Promise<void>;
  load(id: string): Promise<Network | undefined>;
  remove(id: string): void;
}

/** Unpacked models kept at hand; each takes 8 MiB. */
const MAX_LOADED = 4;

/** Keeps models as files under `directory`, or packed in memory. What `load` gives is what was packed, before and after a restart. */
export function openModelStore(directory?: string): ModelStore {
  const packed = new Map<string, Buffer>();
  const loaded = new Map<string, Promise<Network>>();
  if (directory) fs.mkdirSync(directory, { recursive: true });
  const fileOf = (id: string) => path.join(directory ?? '', `${id}.model.gz`);
  const bytesOf = (id: string) => {
    if (!directory) return packed.get(id);
    return fs.existsSync(fileOf(id)) ? fs.readFileSync(fileOf(id)) : undefined;
  };
  return {
    async save(id, network) {
      const bytes = await packModel(network);
      if (directory) fs.writeFileSync(fileOf(id), bytes);
      else packed.set(id, bytes);
    },
    async load(id) {
      const known = loaded.get(id);
      const bytes = known ? undefined : bytesOf(id);
      const network = known ?? (bytes ? unpackModel(bytes) : undefined);
      if (!network) return undefined;
      loaded.delete(id);
      loaded.set(id, network);
      for (const [oldest] of loaded) if (loaded.size > MAX_LOADED) loaded.delete(oldest);
      return network;
    },
    remove(id) {
      packed.delete(id);
      loaded.delete(id);
      if (directory) fs.rmSync(fileOf(id), { force: true });
    },
  };
}
