import { nameIn } from './deployment.ts';
import type { RoleName } from './permissions.ts';
import { inlinePolicies } from './policy.ts';
import type { Stage } from './stage.ts';
import { trust } from './trust.ts';

/** A Standard workflow as it stands in its file, with a role of its own that holds its row of the permission table and nothing else. */
export function workflow(
  component: string,
  { at, part, definition }: { at: Stage['at']; part: RoleName; definition: unknown },
): aws.sfn.StateMachine {
  const name = nameIn($app.stage, part);
  const role = new aws.iam.Role(`${component}Role`, {
    name,
    assumeRolePolicy: trust('states.amazonaws.com', {
      account: at.account,
      arn: $interpolate`arn:${at.partition}:states:${at.region}:${at.account}:stateMachine:${name}`,
    }),
    inlinePolicies: inlinePolicies(part, at),
  });
  return new aws.sfn.StateMachine(component, {
    name,
    type: 'STANDARD',
    roleArn: role.arn,
    definition: JSON.stringify(definition),
    tracingConfiguration: { enabled: true },
  });
}
