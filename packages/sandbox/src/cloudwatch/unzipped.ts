import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { type Handler, header, type Incoming, readBody } from '../kit/http.ts';

const gunzip = promisify(zlib.gunzip);

/** PutMetricData takes 1 MB, compressed or not; what it unpacks to is bounded so that a small body cannot fill the memory. */
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;

/** Unpacks bodies sent with `content-encoding: gzip`, as the SDK sends PutMetricData above 10 KB, before the handler reads them. */
export function unzipped(handler: Handler): Handler {
  return async (request, reply) => {
    if (header(request, 'content-encoding') !== 'gzip') return handler(request, reply);
    const packed = await readBody(request);
    const body = await gunzip(packed, { maxOutputLength: MAX_UNPACKED_BYTES }).catch(() => packed);
    const { method, url, headers } = request;
    return handler(Object.assign(Readable.from([body]), { method, url, headers }) as Incoming, reply);
  };
}
