/** What a service of AWS says of itself on the account's default bus, as EventBridge hands it to a target (events reference, read 2026-11-26). */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A pattern as far as the bus matches: each field that it names has to have one of these values. */
export type EventPattern = Readonly<
  Partial<Record<'source' | 'detail-type' | 'region' | 'account', readonly string[]>>
>;

export interface EventBus {
  put(event: BusEvent): void;
  /** From now on `deliver` gets each event that the pattern takes. */
  rule(pattern: EventPattern, deliver: (event: BusEvent) => void): void;
}

export function createEventBus(): EventBus {
  const rules: { pattern: EventPattern; deliver: (event: BusEvent) => void }[] = [];
  return {
    put(event) {
      for (const { pattern, deliver } of rules) if (takes(pattern, event)) deliver(event);
    },
    rule: (pattern, deliver) => void rules.push({ pattern, deliver }),
  };
}

function takes(pattern: EventPattern, event: BusEvent): boolean {
  const fields = Object.keys(pattern) as (keyof EventPattern)[];
  return fields.every((field) => pattern[field]?.includes(event[field]) ?? true);
}
