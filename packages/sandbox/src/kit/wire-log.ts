import fs from 'node:fs';

/** One exchange with an AWS API, in the member names that an SDK client sees. */
export interface Exchange {
  readonly service: string;
  readonly operation: string;
  readonly request: unknown;
  readonly status: number;
  readonly response?: unknown;
  /** With whatever else the service's error has. */
  readonly error?: { readonly code: string; readonly message: string; readonly [member: string]: unknown };
}

/** Where exchanges go: one JSON line each, appended. */
export interface WireLog {
  write(exchange: Exchange): void;
}

/** Appends to `file`; keeps nothing when there is none. */
export function openWireLog(file?: string): WireLog {
  if (!file) return { write: () => undefined };
  fs.appendFileSync(file, '');
  return { write: (exchange) => fs.appendFileSync(file, `${JSON.stringify(exchange)}\n`) };
}
