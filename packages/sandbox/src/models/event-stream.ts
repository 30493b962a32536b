import { EventStreamCodec } from '@smithy/core/event-streams';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (text) => Buffer.from(text),
);

/** One frame of AWS's event stream (application/vnd.amazon.eventstream) that carries `event` as JSON. */
export function eventFrame(type: string, event: unknown): Uint8Array {
  return frame({ ':message-type': 'event', ':event-type': type }, event);
}

/** A frame that ends a stream with an exception, named as the stream's shape names it ("throttlingException"). */
export function exceptionFrame(type: string, message: string): Uint8Array {
  return frame({ ':message-type': 'exception', ':exception-type': type }, { message });
}

function frame(headers: Record<string, string>, body: unknown): Uint8Array {
  const all = { ...headers, ':content-type': 'application/json' };
  const typed = Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, { type: 'string' as const, value }]),
  );
  return codec.encode({ headers: typed, body: Buffer.from(JSON.stringify(body)) });
}
