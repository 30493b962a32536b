import { Failure } from './failure.ts';

/** An SDK error as a state sees it: `Bedrock.ConflictException`; without a code the call never reached the service. */
export function serviceFailure(service: 'Bedrock' | 'Lambda', error: unknown): Failure {
  const code = codeOf(error);
  const name = code === undefined ? 'SdkClientException' : code.endsWith('Exception') ? code : `${code}Exception`;
  return new Failure(`${service}.${name}`, error instanceof Error ? error.message : String(error));
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string')
    return undefined;
  // Node's own codes (ECONNREFUSED) are those of a connection, not of a service.
  return /^E[A-Z]+$/.test(error.code) ? undefined : error.code;
}
