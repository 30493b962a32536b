import { Readable } from 'node:stream';
import type { ObjectStore, S3Place } from '../object-store.ts';
import { countParameters } from './safetensors.ts';

/** `model_type`s that Custom Model Import takes (model-customization-import-model.html, read 2026-11-26). */
const ARCHITECTURES = [
  'llama',
  'mllama',
  'mistral',
  'mixtral',
  't5',
  'gpt_bigcode',
  'gpt_oss',
  'qwen2',
  'qwen2_vl',
  'qwen2_5_vl',
  'qwen3',
  'qwen3_moe',
];
const TOKENIZERS = ['tokenizer.json', 'tokenizer.model', 'tokenizer_config.json'];

export type ReadModel =
  | { readonly kind: 'model'; readonly architecture: string; readonly parameters: number }
  | { readonly kind: 'fault'; readonly why: string };

const fault = (why: string): ReadModel => ({ kind: 'fault', why });

/** Reads what an import reads of a model's folder: its configuration and the headers of its weights. */
export async function readModel(objects: ObjectStore, { bucket, key }: S3Place): Promise<ReadModel> {
  const names = (await objects.list(bucket, `${key}/`)).map((object) => object.key);
  const has = (name: string) => names.includes(`${key}/${name}`);
  if (!has('config.json')) return fault('The model’s folder has no config.json.');
  if (!TOKENIZERS.some(has)) return fault('The model’s folder has no tokenizer files.');
  const architecture = await architectureOf(objects, { bucket, key: `${key}/config.json` });
  if (architecture === undefined || !ARCHITECTURES.includes(architecture))
    return fault(`The model architecture ${architecture ?? 'in config.json'} is not supported.`);
  const weights = names.filter((name) => name.endsWith('.safetensors'));
  if (weights.length === 0) return fault('The model’s folder has no .safetensors files.');
  let parameters = 0;
  for (const name of weights) {
    const count = await countParameters((await objects.get(bucket, name))?.body() ?? nothing());
    if (count === undefined) return fault(`The file ${name} is not valid Safetensors.`);
    parameters += count;
  }
  return { kind: 'model', architecture, parameters };
}

async function architectureOf(objects: ObjectStore, { bucket, key }: S3Place): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await objects.get(bucket, key))?.body() ?? nothing()) chunks.push(chunk);
  try {
    const { model_type } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { model_type?: unknown };
    return typeof model_type === 'string' ? model_type : undefined;
  } catch {
    return undefined;
  }
}

const nothing = (): AsyncIterable<Buffer> => Readable.from([]);
