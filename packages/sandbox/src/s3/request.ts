import { AwsError } from '../kit/aws-error.ts';
import { header, type Incoming, signingScope } from '../kit/http.ts';
import { headerNotImplemented } from './errors.ts';
import { HEADER_MEMBERS, type Input, ONLY_VALUE, QUERY_MEMBERS, TRANSPORT_HEADERS } from './members.ts';

/** A request to S3, path-style, taken apart; its body is still unread. */
export interface S3Request {
  readonly method: string;
  readonly on: 'service' | 'bucket' | 'object';
  /** Empty where `on` is "service". */
  readonly bucket: string;
  /** Empty unless `on` is "object". */
  readonly key: string;
  readonly query: URLSearchParams;
  /** The region that the request is signed for. */
  readonly region: string;
  readonly input: Input;
  /** User metadata: the `x-amz-meta-*` headers without that prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly body: Incoming;
  /** A header, or what a presigned URL carries in its place. */
  header(name: string): string | undefined;
}

const META = 'x-amz-meta-';

/** S3's limits on a key and on all user metadata together, in bytes. Source: S3 User Guide, "Working with object metadata". */
const MAX_KEY_BYTES = 1024;
const MAX_METADATA_BYTES = 2048;

export function parseRequest(body: Incoming): S3Request {
  const url = body.url ?? '/';
  const mark = url.indexOf('?');
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  const [bucket, key] = address(mark < 0 ? url : url.slice(0, mark));
  const signedIn = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  const read = (name: string) => header(body, name) ?? (name.startsWith('x-amz-') ? signedIn.get(name) : undefined);
  const names = new Set([...Object.keys(body.headers), ...signedIn.keys()].filter((name) => name.startsWith('x-amz-')));
  return {
    method: body.method ?? 'GET',
    on: key ? 'object' : bucket ? 'bucket' : 'service',
    bucket,
    key,
    query,
    region: signingScope(body)?.region ?? 'us-east-1',
    input: readInput(query, read),
    metadata: Object.fromEntries(
      [...names].filter((name) => name.startsWith(META)).map((name) => [name.slice(META.length), read(name) ?? '']),
    ),
    body,
    header: read,
  };
}

/** Not through `URL`, which would resolve the dots in "a/../b": to S3 that is a key like any other. */
function address(path: string): [bucket: string, key: string] {
  const slash = path.indexOf('/', 1);
  if (slash < 0) return [unescapeUri(path.slice(1)), ''];
  return [unescapeUri(path.slice(1, slash)), unescapeUri(path.slice(slash + 1))];
}

/** S3 reads "+" in a path as a space; every SDK writes "%2B" for a plus. */
function unescapeUri(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

function readInput(query: URLSearchParams, read: (name: string) => string | undefined): Input {
  const fromQuery = Object.entries(QUERY_MEMBERS).map(([name, member]) => [member, query.get(name) ?? undefined]);
  const fromHeaders = Object.entries(HEADER_MEMBERS).map(([name, member]) => [member, read(name)]);
  return Object.fromEntries([...fromQuery, ...fromHeaders].filter(([, value]) => value !== undefined)) as Input;
}

/** Refuses what S3 would refuse of any request, and headers that ask for what the sandbox does not do. */
export function checkRequest(request: S3Request): void {
  const keyBytes = Buffer.byteLength(request.key);
  if (keyBytes > MAX_KEY_BYTES)
    throw new AwsError('KeyTooLongError', 'Your key is too long', {
      members: { Size: keyBytes, MaxSizeAllowed: MAX_KEY_BYTES },
    });
  const metadataBytes = Object.entries(request.metadata)
    .flat()
    .reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (metadataBytes > MAX_METADATA_BYTES)
    throw new AwsError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      members: { Size: metadataBytes, MaxSizeAllowed: MAX_METADATA_BYTES },
    });
  for (const name of Object.keys(request.body.headers)) {
    if (name.startsWith('x-amz-') && !honoured(request, name)) throw headerNotImplemented(name);
  }
  for (const name of request.query.keys()) {
    const lower = name.toLowerCase();
    if (lower.startsWith('x-amz-') && !SIGNATURE.has(lower) && !honoured(request, lower))
      throw headerNotImplemented(lower);
  }
}

const SIGNATURE: ReadonlySet<string> = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-expires',
  'x-amz-signature',
  'x-amz-signedheaders',
]);

function honoured(request: S3Request, name: string): boolean {
  if (name.startsWith(META) || TRANSPORT_HEADERS.has(name)) return true;
  const only = ONLY_VALUE[name];
  return name in HEADER_MEMBERS && (only === undefined || request.header(name) === only);
}
