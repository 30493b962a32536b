import { nameIn } from './deployment.ts';
import definition from './evaluate-flow.asl.json';
import { lambda } from './lambda.ts';
import { inlinePolicies } from './policy.ts';
import type { Stage } from './stage.ts';
import { trust } from './trust.ts';
import { workflow } from './workflow.ts';

/** The evaluate workflow as it stands in its file, the function that runs its steps, and the role that Bedrock's evaluation jobs work under. */
export function evaluateFlow({ at, environment }: Stage) {
  lambda('evaluate-step', { at, timeout: '900 seconds', memory: '1769 MB', environment });
  bedrockEvaluationsRole(at);
  return workflow('EvaluateFlow', { at, part: 'evaluate-flow', definition });
}

/** Taken on by evaluation jobs of our own account only. */
function bedrockEvaluationsRole(at: Stage['at']) {
  return new aws.iam.Role('BedrockEvaluationsRole', {
    name: nameIn($app.stage, 'bedrock-evaluations'),
    assumeRolePolicy: trust('bedrock.amazonaws.com', {
      account: at.account,
      arn: [$interpolate`arn:${at.partition}:bedrock:${at.region}:${at.account}:evaluation-job/*`],
    }),
    inlinePolicies: inlinePolicies('bedrock-evaluations', at),
  });
}
