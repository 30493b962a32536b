import definition from './judge-flow.asl.json';
import { lambda } from './lambda.ts';
import { inlinePolicies } from './policy.ts';
import { nameIn } from './resource-arns.ts';
import type { Stage } from './stage.ts';
import { trust } from './trust.ts';

/** The judge workflow as it stands in its file, and the function that runs its steps. */
export function judgeFlow({ at, environment }: Stage) {
  lambda('judge-step', { at, timeout: '900 seconds', memory: '1769 MB', environment });
  const name = nameIn($app.stage, 'judge-flow');
  const role = new aws.iam.Role('JudgeFlowRole', {
    name,
    assumeRolePolicy: trust('states.amazonaws.com', {
      account: at.account,
      arn: $interpolate`arn:${at.partition}:states:${at.region}:${at.account}:stateMachine:${name}`,
    }),
    inlinePolicies: inlinePolicies('judge-flow', at),
  });
  return new aws.sfn.StateMachine('JudgeFlow', {
    name,
    type: 'STANDARD',
    roleArn: role.arn,
    definition: JSON.stringify(definition),
  });
}
