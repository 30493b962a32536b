import { type Handler, type Listening, listen, sendJson, signingScope } from './kit/http.ts';

/**
 * One loopback endpoint for every service of the local AWS (`AWS_ENDPOINT_URL`). A request goes to the service whose signing name its
 * SigV4 credential scope carries; services that share one (bedrock, bedrock-runtime and bedrock-agent-runtime) are told apart by path.
 */
export function startAwsFront(services: Readonly<Record<string, Handler>>, port = 0): Promise<Listening> {
  return listen((request, reply) => {
    const scope = signingScope(request);
    const handler = scope ? services[scope.service] : undefined;
    if (handler) return handler(request, reply);
    const message = scope
      ? `The sandbox has no service that signs as "${scope.service}".`
      : 'The request is not signed.';
    reply.setHeader('x-amzn-errortype', scope ? 'NotImplemented' : 'MissingAuthenticationTokenException');
    sendJson(reply, scope ? 501 : 403, { message });
  }, port);
}
