import { nameIn } from './deployment.ts';
import { lambda } from './lambda.ts';
import definition from './launch-flow.asl.json';
import { inlinePolicies } from './policy.ts';
import type { Stage } from './stage.ts';
import { trust } from './trust.ts';
import { workflow } from './workflow.ts';

/** The launch workflow as it stands in its file, the function that runs its steps, and the role that Bedrock's jobs run under. */
export function launchFlow({ at, environment }: Stage) {
  lambda('launch-step', { at, timeout: '900 seconds', memory: '1769 MB', environment });
  bedrockJobsRole(at);
  return workflow('LaunchFlow', { at, part: 'launch-flow', definition });
}

/** Taken on by customization and import jobs of our own account only (Bedrock User Guide, model-customization-iam-role, read 2026-11-20). */
function bedrockJobsRole(at: Stage['at']) {
  return new aws.iam.Role('BedrockJobsRole', {
    name: nameIn($app.stage, 'bedrock-jobs'),
    assumeRolePolicy: trust('bedrock.amazonaws.com', {
      account: at.account,
      arn: ['model-customization-job/*', 'model-import-job/*'].map(
        (jobs) => $interpolate`arn:${at.partition}:bedrock:${at.region}:${at.account}:${jobs}`,
      ),
    }),
    inlinePolicies: inlinePolicies('bedrock-jobs', at),
  });
}
