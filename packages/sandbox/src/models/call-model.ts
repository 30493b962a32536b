import { AwsError } from '../kit/aws-error.ts';
import type { ServiceModel } from './service-model.ts';

/** Calls one service of the local AWS over HTTP, for services that call others (Step Functions calls Bedrock). */
export interface ServiceCaller {
  readonly endpoint: string;
  readonly region: string;
  readonly model: ServiceModel;
}

/** Sends `input` (member names) to a rest-json operation, named in any case of its first letter; throws `AwsError` with the service's code. */
export async function callModel(caller: ServiceCaller, operationName: string, input: object): Promise<object> {
  const name = operationName.charAt(0).toUpperCase() + operationName.slice(1);
  const { url, method, body } = httpRequest(caller, name, input as Record<string, unknown>);
  const scope = `sandbox/20260101/${caller.region}/${caller.model.signingName}/aws4_request`;
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', authorization: `AWS4-HMAC-SHA256 Credential=${scope}` },
    ...(body === undefined ? {} : { body }),
  });
  const answer = (await response.json()) as { message?: string };
  if (response.ok) return answer;
  throw new AwsError(response.headers.get('x-amzn-errortype') ?? 'InternalServerException', answer.message ?? '', {
    status: response.status,
  });
}

function httpRequest({ endpoint, model }: ServiceCaller, name: string, input: Record<string, unknown>) {
  const operation = model.operations[name];
  if (!operation)
    throw new AwsError('NotImplemented', `The sandbox does not do ${model.service} ${name}.`, { status: 501 });
  const members = operation.input ? (model.shapes[operation.input]?.members ?? {}) : {};
  const path = operation.uri.replace(/\{([^}]+)\}/g, (_, label: string) =>
    encodeURIComponent(String(input[label] ?? '')),
  );
  const url = new URL(path, endpoint);
  const body: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(input)) {
    const { location, locationName = member } = members[member] ?? {};
    if (location === 'querystring') url.searchParams.set(locationName, String(value));
    else if (location === undefined) body[locationName] = value;
  }
  return { url, method: operation.method, body: operation.method === 'GET' ? undefined : JSON.stringify(body) };
}
