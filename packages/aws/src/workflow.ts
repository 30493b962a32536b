import type { Workflow } from '@rung/core/ports.ts';
import type { AwsClients } from './clients.ts';

/** A workflow in Step Functions: one Standard execution per thing that it carries, named by that thing's id. */
export function workflow<Id extends string>(place: {
  clients: Pick<AwsClients, 'stepFunctions'>;
  stateMachineArn: string;
  stepFunction: string;
  /** The name under which the definition reads the id. */
  idName: 'launchId' | 'judgementId';
}): Workflow<Id> {
  return {
    async start(id) {
      const { ExecutionAlreadyExists, StartExecutionCommand } = await import('@aws-sdk/client-sfn');
      const client = await place.clients.stepFunctions();
      const input = JSON.stringify({ [place.idName]: id, stepFunction: place.stepFunction });
      await client
        .send(new StartExecutionCommand({ stateMachineArn: place.stateMachineArn, name: id, input }))
        .catch((error: unknown) => {
          if (!(error instanceof ExecutionAlreadyExists)) throw error;
        });
    },
    async wake(taskToken) {
      const { SendTaskSuccessCommand, TaskDoesNotExist, TaskTimedOut } = await import('@aws-sdk/client-sfn');
      const client = await place.clients.stepFunctions();
      return client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' })).then(
        () => 'woken' as const,
        (error: unknown) => {
          if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist) return 'closed' as const;
          throw error;
        },
      );
    },
  };
}
