import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What SST keeps in an account that it has worked in before; version 99 is never older than the CLI's own. */
const BOOTSTRAP = {
  version: 99,
  asset: 'sst-asset-stand-in',
  assetEcrRegistryId: '123456789012',
  assetEcrUrl: '123456789012.dkr.ecr.us-east-1.amazonaws.com/sst-asset',
  state: 'sst-state-stand-in',
};

export interface AwsStandIn {
  readonly url: string;
  close(): Promise<void>;
}

/** The few calls that `sst diff` makes to AWS: parameters of Systems Manager and objects of S3, both starting empty. */
export async function startAwsStandIn(): Promise<AwsStandIn> {
  const parameters = new Map([['/sst/bootstrap', JSON.stringify(BOOTSTRAP)]]);
  const objects = new Map<string, Buffer>();
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string') answerParameter(response, parameters, { target, body });
    else answerObject(response, objects, { method: request.method, key: request.url?.split('?')[0] ?? '', body });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function answerParameter(
  response: http.ServerResponse,
  parameters: Map<string, string>,
  call: { target: string; body: Buffer },
): void {
  const asked = JSON.parse(call.body.toString('utf8')) as { Name: string; Value?: string };
  const [status, body] = parameterAnswer(parameters, call.target.split('.').at(-1) ?? '', asked);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(body));
}

function parameterAnswer(
  parameters: Map<string, string>,
  operation: string,
  { Name, Value }: { Name: string; Value?: string },
): [status: number, body: unknown] {
  if (operation === 'PutParameter' && Value !== undefined) {
    parameters.set(Name, Value);
    return [200, { Version: 1 }];
  }
  if (operation !== 'GetParameter') return [400, { __type: 'NotStoodIn' }];
  const standing = parameters.get(Name);
  if (standing === undefined) return [400, { __type: 'ParameterNotFound' }];
  return [200, { Parameter: { Name, Value: standing, Type: 'String' } }];
}

function answerObject(
  response: http.ServerResponse,
  objects: Map<string, Buffer>,
  call: { method: string | undefined; key: string; body: Buffer },
): void {
  const found = objects.get(call.key);
  if (call.method === 'PUT') {
    objects.set(call.key, call.body);
    response.writeHead(200, { etag: '"stand-in"' }).end();
  } else if (call.method === 'GET' && found) {
    response.writeHead(200).end(found);
  } else {
    response.writeHead(404, { 'content-type': 'application/xml' });
    response.end('<Error><Code>NoSuchKey</Code><Message>stand-in</Message></Error>');
  }
}
