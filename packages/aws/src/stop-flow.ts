import type { StopFlow } from '@rung/core/hosting/ports.ts';
import { spellIdOf } from '@rung/core/hosting/spell.ts';
import type { AwsClients } from './clients.ts';
import { startOnce } from './workflow.ts';

/** The workflow that waits out a confirmed deletion's minute: one execution per confirmation, named by stretch and version. */
export function stopFlow(place: {
  clients: Pick<AwsClients, 'stepFunctions'>;
  stateMachineArn: string;
  stepFunction: string;
}): StopFlow {
  return {
    async start({ spell, dueMs }) {
      const spellId = spellIdOf(spell.key);
      await startOnce(place, {
        name: `${spellId}-${spell.version}`,
        input: { spellId, dueAt: new Date(dueMs).toISOString(), stopFunction: place.stepFunction },
      });
    },
  };
}
