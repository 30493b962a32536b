import type { Workflow } from '@rung/core/ports.ts';
import type { AwsClients } from './clients.ts';

/** A workflow in Step Functions: one Standard execution per thing that it carries, named by that thing's id. */
export function workflow<Id extends string>(place: {
  clients: Pick<AwsClients, 'stepFunctions'>;
  stateMachineArn: string;
  stepFunction: string;
  /** The name under which the definition reads the id. */
  idName: 'launchId' | 'judgementId' | 'evaluationId' | 'leaseId';
}): Workflow<Id> {
  return {
    start: (id) => startOnce(place, { name: id, input: { [place.idName]: id, stepFunction: place.stepFunction } }),
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

/** Starts an execution under a name of its own; one that was started under that name already is the same one. */
export async function startOnce(
  place: { clients: Pick<AwsClients, 'stepFunctions'>; stateMachineArn: string },
  execution: { name: string; input: unknown },
): Promise<void> {
  const { ExecutionAlreadyExists, StartExecutionCommand } = await import('@aws-sdk/client-sfn');
  const { stateMachineArn, clients } = place;
  const client = await clients.stepFunctions();
  const input = JSON.stringify(execution.input);
  await client
    .send(new StartExecutionCommand({ stateMachineArn, name: execution.name, input }))
    .catch((error: unknown) => {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    });
}
