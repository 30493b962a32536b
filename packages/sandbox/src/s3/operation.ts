import { NOT_DONE } from './coverage.ts';
import type { S3Request } from './request.ts';

interface RequestLine {
  readonly method: string;
  readonly on: S3Request['on'];
  /** Query parameters without which the request means something else; a value after "=" must be that value. */
  readonly marks?: readonly string[];
  /** Query parameters that it may carry besides. */
  readonly takes?: readonly string[];
  readonly copies?: boolean;
}

const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];
const READ = ['versionId', ...OVERRIDES.map((name) => `response-${name}`)];
const LIST = ['prefix', 'delimiter', 'max-keys', 'encoding-type'];

/** The operations that the sandbox does and the requests that mean them. Source: S3 API Reference, read November 2026. */
export const OPERATIONS = {
  ListBuckets: {
    method: 'GET',
    on: 'service',
    takes: ['prefix', 'bucket-region', 'max-buckets', 'continuation-token'],
  },
  CreateBucket: { method: 'PUT', on: 'bucket' },
  HeadBucket: { method: 'HEAD', on: 'bucket' },
  DeleteBucket: { method: 'DELETE', on: 'bucket' },
  GetBucketLocation: { method: 'GET', on: 'bucket', marks: ['location'] },
  GetBucketVersioning: { method: 'GET', on: 'bucket', marks: ['versioning'] },
  PutBucketVersioning: { method: 'PUT', on: 'bucket', marks: ['versioning'] },
  ListObjectsV2: {
    method: 'GET',
    on: 'bucket',
    marks: ['list-type=2'],
    takes: [...LIST, 'continuation-token', 'start-after', 'fetch-owner'],
  },
  ListObjectVersions: {
    method: 'GET',
    on: 'bucket',
    marks: ['versions'],
    takes: [...LIST, 'key-marker', 'version-id-marker'],
  },
  DeleteObjects: { method: 'POST', on: 'bucket', marks: ['delete'] },
  GetObject: { method: 'GET', on: 'object', takes: READ },
  HeadObject: { method: 'HEAD', on: 'object', takes: READ },
  PutObject: { method: 'PUT', on: 'object' },
  CopyObject: { method: 'PUT', on: 'object', copies: true },
  DeleteObject: { method: 'DELETE', on: 'object', takes: ['versionId'] },
  CreateMultipartUpload: { method: 'POST', on: 'object', marks: ['uploads'] },
  UploadPart: { method: 'PUT', on: 'object', marks: ['uploadId', 'partNumber'] },
  CompleteMultipartUpload: { method: 'POST', on: 'object', marks: ['uploadId'] },
  AbortMultipartUpload: { method: 'DELETE', on: 'object', marks: ['uploadId'] },
  ListParts: { method: 'GET', on: 'object', marks: ['uploadId'], takes: ['max-parts', 'part-number-marker'] },
} as const satisfies Record<string, RequestLine>;

export type OperationName = keyof typeof OPERATIONS;

/** The operation that a request means, or the name of the one that the sandbox does not do. */
export function findOperation(request: S3Request): { done: OperationName } | { notDone: string } {
  for (const name of Object.keys(OPERATIONS) as OperationName[]) {
    if (means(request, OPERATIONS[name])) return { done: name };
  }
  return { notDone: nameOfNotDone(request) };
}

function means(request: S3Request, line: RequestLine): boolean {
  const { marks = [], takes = [], copies = false } = line;
  if (request.method !== line.method || request.on !== line.on) return false;
  if ((request.input.CopySource !== undefined) !== copies) return false;
  const marked = marks.every((mark) => {
    const [name = '', value] = mark.split('=');
    return value === undefined ? request.query.has(name) : request.query.get(name) === value;
  });
  const known = [...marks.map((mark) => mark.split('=')[0] ?? ''), ...takes];
  // "ListDirectoryBuckets" differs from "ListBuckets" in nothing else.
  const other = NOT_DONE[request.query.get('x-id') ?? ''] !== undefined;
  return marked && !other && subresources(request).every((name) => known.includes(name));
}

/** The query parameters that say what is asked for: neither the SDK's label nor the signature, nor a header that was signed into the URL. */
function subresources(request: S3Request): string[] {
  return [...request.query.keys()].filter((name) => name !== 'x-id' && !name.toLowerCase().startsWith('x-amz-'));
}

function nameOfNotDone(request: S3Request): string {
  const label = request.query.get('x-id') ?? '';
  if (NOT_DONE[label]) return label;
  const line = `${request.method} ${request.on}`;
  const marks = subresources(request);
  const lines = [...marks.map((mark) => `${line} ${mark}`), ...(marks.length === 0 ? [line] : [])];
  const found = Object.entries(NOT_DONE).find(([, known]) => lines.includes(known));
  return found?.[0] ?? [line, ...marks].join(' ');
}
