import { AwsV4Signer } from 'aws4fetch';

/** Where Lambda is and who calls it. */
export interface InvokePlace {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Lambda's trace of the caller, which the called one goes on with; the SDK would send it by itself. */
  readonly trace?: () => string | undefined;
}

/** Lambda's answer to an invocation: accepted, answered, or not taken. */
export type Invoked =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'answered'; readonly payload: string }
  | { readonly kind: 'failed'; readonly status: number };

/**
 * Calls another function by one signed request. Signing takes a small library and not the SDK, whose client alone costs the front door
 * more time than all its other work.
 */
export function functionInvoker(
  place: InvokePlace,
): (name: string, payload: string, how: 'async' | 'sync') => Promise<Invoked> {
  const origin = place.endpoint ?? `https://lambda.${place.region}.amazonaws.com`;
  return async (name, payload, how) => {
    const send = () =>
      sendSigned(place, {
        url: `${origin}/2015-03-31/functions/${name}/invocations`,
        headers: {
          'x-amz-invocation-type': how === 'async' ? 'Event' : 'RequestResponse',
          'content-type': 'application/json',
          'x-amzn-trace-id': place.trace?.() ?? '',
        },
        body: payload,
      });
    const first = await send();
    const response = first.status === 429 || first.status >= 500 ? await send() : first;
    if (!response.ok || response.headers.has('x-amz-function-error'))
      return { kind: 'failed', status: response.status };
    return how === 'async' ? { kind: 'accepted' } : { kind: 'answered', payload: await response.text() };
  };
}

async function sendSigned(
  { region, credentials }: InvokePlace,
  request: { url: string; headers: Record<string, string>; body: string },
): Promise<Response> {
  const { url, ...signed } = await new AwsV4Signer({
    ...request,
    ...credentials,
    method: 'POST',
    service: 'lambda',
    region,
  }).sign();
  return fetch(url, signed);
}
