import { BASE_MODELS, type BaseModel } from '@rung/core/dataset/base-models.ts';
import { checkDataset } from '@rung/core/dataset/check-dataset.ts';
import type { CheckOptions, DatasetReport } from '@rung/core/dataset/dataset-report.ts';

const encoder = new TextEncoder();

export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

export function modelNamed(name: string): BaseModel {
  const model = BASE_MODELS.find((candidate) => candidate.name === name);
  if (!model) throw new Error(`no model ${name}`);
  return model;
}

export const NOVA_LITE = modelNamed('Nova Lite');

export interface Turn {
  role: unknown;
  content: unknown;
}

export const turn = (role: unknown, text: string): Turn => ({ role, content: [{ text }] });

/** A record in Nova's layout. */
export function nova(messages: readonly unknown[], more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    schemaVersion: 'bedrock-conversation-2024',
    system: [{ text: 'Sort it.' }],
    messages,
    ...more,
  });
}

export const ANSWER = '{"category":"billing","urgency":"low"}';

export function pair(prompt: string, completion = ANSWER): string {
  return nova([turn('user', prompt), turn('assistant', completion)]);
}

/** Records with nothing to find in them. */
export function cleanLines(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    pair(
      `Question ${index}: where is it?`,
      JSON.stringify({ category: index % 2 ? 'billing' : 'access', urgency: 'low' }),
    ),
  );
}

/** The bytes in chunks of these sizes, over and over; one chunk when no sizes are given. */
export async function* chunked(bytes: Uint8Array, sizes: readonly number[] = []): AsyncGenerator<Uint8Array> {
  if (sizes.length === 0) return yield bytes;
  for (let at = 0, turnOf = 0; at < bytes.length; turnOf += 1) {
    const size = sizes[turnOf % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

export function joinBytes(parts: readonly (string | Uint8Array)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? bytesOf(part) : part)));
}

export function check(
  content: string | Uint8Array,
  options: Partial<CheckOptions> & { sizes?: readonly number[] } = {},
): Promise<DatasetReport> {
  const { sizes, ...rest } = options;
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  return checkDataset(chunked(bytes, sizes), { model: NOVA_LITE, method: 'fine-tuning', ...rest });
}

/** "5:12 json-syntax" for each finding; the column is left out where there is none. */
export function places(report: DatasetReport): string[] {
  return report.findings.map(({ line, column, rule }) => `${line}${column === undefined ? '' : `:${column}`} ${rule}`);
}
