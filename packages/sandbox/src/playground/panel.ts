import type { StoredFile, ThroughputState } from './protocol.ts';

export type Commitment = 'none' | 'OneMonth';

/** What the right-hand panel of the page can do in the local AWS. */
export interface Panel {
  /** Where dropped files go ("s3://rung-data/"). */
  readonly bucketUri: string;
  /** Stores a dataset under `bucketUri`; `bytes` counts what was read from the stream. */
  putDataset(name: string, content: AsyncIterable<Buffer>): Promise<{ uri: string; bytes: number }>;
  files(): Promise<readonly StoredFile[]>;
  createThroughput(wish: { name: string; modelUnits: number; commitment: Commitment }): Promise<{ arn: string }>;
  throughputs(): Promise<readonly ThroughputState[]>;
  /** Invokes the throughput's model `requests` times now. */
  sendTraffic(arn: string, requests: number): Promise<void>;
}
