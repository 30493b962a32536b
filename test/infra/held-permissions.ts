import type { Deployment } from '@rung/infra/deployment.ts';
import { PERMISSIONS, type RoleName } from '@rung/infra/permissions.ts';
import { statementsOf } from '@rung/infra/statements.ts';
import type { Resource } from '@rung/infra/verify/scratch-app.ts';
import { parsed } from './app-under-test.ts';

/** One action on one resource, in a line: what the two sides are compared by. */
type Line = string;

const ROLE_OF: Readonly<Record<string, RoleName>> = {
  FrontDoorRole: 'slack',
  DeskRole: 'desk',
  LaunchStepRole: 'launch-step',
  JudgeStepRole: 'judge-step',
  EvaluateStepRole: 'evaluate-step',
  HostStepRole: 'host-step',
  WatchRole: 'watch',
  BillRole: 'bill',
  ReconcileRole: 'reconcile',
  StopRole: 'stop',
  StopFlowRole: 'stop-flow',
  UndeliveredRole: 'undelivered',
  LaunchFlowRole: 'launch-flow',
  JudgeFlowRole: 'judge-flow',
  EvaluateFlowRole: 'evaluate-flow',
  HostFlowRole: 'host-flow',
  BedrockJobsRole: 'bedrock-jobs',
  BedrockEvaluationsRole: 'bedrock-evaluations',
  KnowledgeBaseRole: 'knowledge-base',
  HandbookScheduleRole: 'handbook-schedule',
  ReconcileScheduleRole: 'reconcile-schedule',
  WatchScheduleRole: 'watch-schedule',
  BillScheduleRole: 'bill-schedule',
};

interface PolicyDocument {
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: readonly unknown[];
  }[];
}

/** Everything that IAM would allow the evaluated app: inline policies, attached ones, and any other IAM resource there may be. */
export function heldPermissions(resources: readonly Resource[]): Line[] {
  const iam = resources.filter(({ type }) => type.startsWith('aws:iam/'));
  return iam
    .flatMap(({ type, name, inputs }) => {
      if (type !== 'aws:iam/role:Role') return [`${type} ${name}`];
      const role = ROLE_OF[name] ?? name;
      const { inlinePolicies = [], managedPolicyArns = [] } = inputs as {
        inlinePolicies?: { policy: unknown }[];
        managedPolicyArns?: string[];
      };
      return [
        ...managedPolicyArns.map((arn) => `${role} holds all of ${arn}`),
        ...inlinePolicies.flatMap(({ policy }) => linesOf(role, parsed(policy) as PolicyDocument)),
      ];
    })
    .sort();
}

function linesOf(role: string, { Statement }: PolicyDocument): Line[] {
  return Statement.flatMap((statement) =>
    [statement.Action].flat().flatMap((action) =>
      [statement.Resource].flat().map((resource) => {
        const condition = statement.Condition?.length ? ` if ${JSON.stringify(statement.Condition)}` : '';
        return `${role} ${statement.Effect} ${action} on ${resource}${condition}`;
      }),
    ),
  );
}

/** The same from the permission table. */
export function tabledPermissions(at: Deployment): Line[] {
  return (Object.keys(PERMISSIONS) as RoleName[])
    .flatMap((role) =>
      linesOf(role, {
        Statement: statementsOf(role, at).map(({ actions, resources, conditions }) => ({
          Effect: 'Allow',
          Action: actions,
          Resource: resources,
          Condition: conditions.map(({ test, variable, values }) => ({ test, values, variable })),
        })),
      }),
    )
    .sort();
}
