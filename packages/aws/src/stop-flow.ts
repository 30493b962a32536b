import type { EndFlow } from '@rung/core/hosting/lease/ports.ts';
import type { StopFlow } from '@rung/core/hosting/ports.ts';
import { spellIdOf } from '@rung/core/hosting/spell.ts';
import type { AwsClients } from './clients.ts';
import { startOnce } from './workflow.ts';

interface Place {
  readonly clients: Pick<AwsClients, 'stepFunctions'>;
  readonly stateMachineArn: string;
  readonly stepFunction: string;
}

/** The workflow that waits out a confirmed deletion's minute: one execution per confirmation, named by stretch and version. */
export function stopFlow(place: Place): StopFlow {
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

/** The same workflow for the end of a lease: the sweeper tells a lease from a stretch by its id. */
export function endFlow(place: Place): EndFlow {
  return {
    async start({ id, version, dueMs }) {
      await startOnce(place, {
        name: `${id}-${version}`,
        input: { spellId: id, dueAt: new Date(dueMs).toISOString(), stopFunction: place.stepFunction },
      });
    },
  };
}
