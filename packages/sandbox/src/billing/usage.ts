import { openMap } from '../kit/durable-map.ts';

export const HOUR_MS = 3_600_000;

/** Something used in one hour, and what it costs at the sandbox's own rates. */
export interface Usage {
  readonly atMs: number;
  readonly service: string;
  readonly usageType: string;
  readonly quantity: number;
  readonly unit: string;
  readonly usd: number;
  /** Tags of the resource that was used, as of the use. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Where services write what was used. */
export interface UsageSink {
  add(usage: Usage): void;
}

export interface UsageLog extends UsageSink {
  all(): Usage[];
  /** Writes what is not yet on disk. */
  flush(): void;
}

/** What is used within this real time goes to the disk together. */
const WRITE_AFTER_MS = 250;

/** Keeps usage by the hour, in `file` when given, else in memory. */
export function openUsage(file?: string): UsageLog {
  const map = openMap<readonly Usage[]>(file);
  const hours = new Map((map.get('usage') ?? []).map((usage) => [keyOf(usage), usage]));
  let writing: NodeJS.Timeout | undefined;
  const flush = () => {
    if (writing) map.set('usage', [...hours.values()]);
    clearTimeout(writing);
    writing = undefined;
  };
  return {
    add(usage) {
      const hour = { ...usage, atMs: Math.floor(usage.atMs / HOUR_MS) * HOUR_MS };
      const before = hours.get(keyOf(hour));
      const quantity = (before?.quantity ?? 0) + usage.quantity;
      hours.set(keyOf(hour), { ...hour, quantity, usd: (before?.usd ?? 0) + usage.usd });
      writing ??= setTimeout(flush, WRITE_AFTER_MS);
    },
    all: () => [...hours.values()],
    flush,
  };
}

const keyOf = ({ atMs, service, usageType, tags }: Usage) => `${atMs}|${service}|${usageType}|${JSON.stringify(tags)}`;

/** Something that costs by the hour while it stands. */
export interface Standing extends Omit<Usage, 'atMs' | 'quantity' | 'usd'> {
  readonly fromMs: number;
  readonly toMs: number;
  readonly quantityAnHour: number;
  readonly usdAnHour: number;
}

/** A stretch of standing, hour by hour; the first and the last in part. */
export function hoursOf({ fromMs, toMs, quantityAnHour, usdAnHour, ...what }: Standing): Usage[] {
  const hours: Usage[] = [];
  for (let atMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS; atMs < toMs; atMs += HOUR_MS) {
    const share = (Math.min(toMs, atMs + HOUR_MS) - Math.max(fromMs, atMs)) / HOUR_MS;
    hours.push({ ...what, atMs, quantity: quantityAnHour * share, usd: usdAnHour * share });
  }
  return hours;
}
