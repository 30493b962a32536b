import type { FlowLook } from '@rung/core/launch/upkeep-ports.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';

/** The executions of the launch workflow, looked at by their names. */
export function flowLook(place: { clients: Pick<AwsClients, 'stepFunctions'>; stateMachineArn: string }): FlowLook {
  return {
    async look(id) {
      const { DescribeExecutionCommand } = await import('@aws-sdk/client-sfn');
      const client = await place.clients.stepFunctions();
      const executionArn = `${place.stateMachineArn.replace(':stateMachine:', ':execution:')}:${id}`;
      return client.send(new DescribeExecutionCommand({ executionArn })).then(
        ({ status }) => (status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'ended'),
        (error: unknown) => {
          if (failureKind(error) === 'missing') return 'none' as const;
          throw error;
        },
      );
    },
  };
}
