import type { SandboxClock } from '@rung/sandbox/kit/clock.ts';
import type { Panel } from '@rung/sandbox/playground/panel.ts';
import type { StoredFile, ThroughputState } from '@rung/sandbox/playground/protocol.ts';

/** What the panel can do, in memory; it keeps the bytes that it was given. */
export function createMemoryPanel(clock: SandboxClock): Panel & { readonly contents: Map<string, Buffer> } {
  const files = new Map<string, StoredFile>();
  const contents = new Map<string, Buffer>();
  const throughputs = new Map<string, ThroughputState>();
  const bucketUri = 's3://rung-data/';
  return {
    bucketUri,
    contents,
    async putDataset(name, content) {
      const chunks: Buffer[] = [];
      for await (const chunk of content) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      const uri = `${bucketUri}${name}`;
      contents.set(name, bytes);
      files.set(name, { uri, bytes: bytes.length, modifiedAt: clock.nowMs() });
      return { uri, bytes: bytes.length };
    },
    files: async () => [...files.values()],
    async createThroughput({ name }) {
      const arn = `arn:aws:bedrock:us-east-1:123456789012:provisioned-model/${name}`;
      throughputs.set(arn, { arn, name, status: 'InService', createdAtMs: clock.nowMs(), requestsLastHour: 0 });
      return { arn };
    },
    throughputs: async () => [...throughputs.values()],
    async sendTraffic(arn, requests) {
      const known = throughputs.get(arn);
      if (known) throughputs.set(arn, { ...known, requestsLastHour: known.requestsLastHour + requests });
    },
  };
}
