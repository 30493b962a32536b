import { header, type Incoming } from '../kit/http.ts';
import { Refusal } from './refusal.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1']);

/**
 * Refuses what a web page of somebody else could send to this port: a name that was rebound to 127.0.0.1 shows in Host, a form or a
 * fetch from another site shows in Origin (https://fetch.spec.whatwg.org/#origin-header: sent with every POST).
 */
export function demandOwnPage(request: Incoming): void {
  const host = header(request, 'host') ?? '';
  if (!LOOPBACK.has(hostName(host))) throw new Refusal(403, 'This server answers to localhost and 127.0.0.1 only.');
  const origin = header(request, 'origin');
  if (origin !== undefined && origin !== `http://${host}`)
    throw new Refusal(403, 'The request comes from another site. Nothing was done.');
}

const hostName = (host: string) => host.replace(/:\d+$/, '').toLowerCase();
