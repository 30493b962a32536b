import type { Deployment } from './deployment.ts';
import type { RoleName } from './permissions.ts';
import { statementsOf } from './statements.ts';

/** A role's only policy, straight from the permission table. */
export function inlinePolicies(role: RoleName, at: $util.Output<Deployment>) {
  const statements = at.apply((known) => statementsOf(role, known));
  return [{ name: 'inline', policy: aws.iam.getPolicyDocumentOutput({ statements }).json }];
}
