import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import type { SandboxClock } from '../kit/clock.ts';
import { type Handler, type Outgoing, readBody } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { renderXml } from '../s3/xml.ts';

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';

export interface NewRole {
  readonly name: string;
  /** Its trust policy. */
  readonly trust: object;
}

/** The sandbox's IAM: roles with their trust policies, and nothing that they permit. */
export interface Iam {
  readonly handler: Handler;
  /** Makes a role, or gives the one of that name another trust policy; returns its ARN. */
  putRole(role: NewRole): string;
  deleteRole(name: string): void;
}

interface Role {
  readonly name: string;
  readonly arn: string;
  readonly trust: object;
  readonly createdAt: Date;
}

export function openIam(options: { readonly wireLog: WireLog; readonly clock: SandboxClock }): Iam {
  const roles = new Map<string, Role>();
  return {
    handler: async (request, reply) => {
      const members = new URLSearchParams((await readBody(request)).toString('utf8'));
      const operation = members.get('Action') ?? '';
      const { Action: _, Version: __, ...asked } = Object.fromEntries(members);
      const log = { service: 'iam', operation, request: asked };
      try {
        if (operation !== 'GetRole') throw notInSandbox('iam', operation);
        const Role = describe(requireRole(roles, members.get('RoleName')));
        options.wireLog.write({ ...log, status: 200, response: { Role } });
        sendXml(reply, 200, renderXml('GetRoleResponse', { GetRoleResult: { Role } }, NAMESPACE));
      } catch (error) {
        const { code, message, status } = error as AwsError;
        options.wireLog.write({ ...log, status, error: { code, message } });
        sendXml(
          reply,
          status,
          renderXml('ErrorResponse', { Error: { Type: 'Sender', Code: code, Message: message } }, NAMESPACE),
        );
      }
    },
    putRole({ name, trust }) {
      const arn = `arn:aws:iam::123456789012:role/${name}`;
      roles.set(name, { name, arn, trust, createdAt: new Date(options.clock.nowMs()) });
      return arn;
    },
    deleteRole: (name) => void roles.delete(name),
  };
}

function requireRole(roles: ReadonlyMap<string, Role>, name: string | null): Role {
  const role = roles.get(name ?? '');
  if (role) return role;
  throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, { status: 404 });
}

/** IAM sends a trust policy URL-encoded. */
const describe = ({ name, arn, trust, createdAt }: Role) => ({
  Path: '/',
  RoleName: name,
  RoleId: `AROA${'0'.repeat(17)}`,
  Arn: arn,
  CreateDate: createdAt,
  AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
});

function sendXml(reply: Outgoing, status: number, xml: string): void {
  reply.writeHead(status, { 'content-type': 'text/xml' });
  reply.end(xml);
}
