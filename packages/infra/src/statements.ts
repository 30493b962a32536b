import { ANY_RESOURCE } from './any-resource.ts';
import type { Deployment } from './deployment.ts';
import type { Condition } from './grant.ts';
import { grantsOf, type RoleName } from './permissions.ts';
import { arnsOf } from './resource-arns.ts';

/** A statement of an IAM policy, as SST and the policy documents of Pulumi take it. */
export interface Statement {
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions: { test: string; variable: string; values: string[] }[];
}

/** A role's policy at a deployment. A grant on something that the deployment does not have grants nothing. */
export function statementsOf(role: RoleName, at: Deployment): Statement[] {
  return grantsOf(role).flatMap((grant) => {
    const resources = grant.on.flatMap((resource) => arnsOf(at, resource, role));
    if (resources.length === 0) return [];
    const tooWide = grant.actions.filter((action) => resources.includes('*') && !(action in ANY_RESOURCE));
    if (tooWide.length > 0)
      throw new Error(
        `${role} asks for ${tooWide.join(', ')} on every resource. Name the resource, or say in any-resource.ts why there is none to name.`,
      );
    return [{ actions: [...grant.actions], resources, conditions: (grant.only ?? []).map(condition) }];
  });
}

const condition = ({ test, variable, values }: Condition) => ({ test, variable, values: [...values] });
