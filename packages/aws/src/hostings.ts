import type { Hosting } from '@rung/core/hosting/hosting.ts';
import type { Tags } from '@rung/core/hosting/ownership.ts';
import type { Hostings, Inventory } from '@rung/core/hosting/ports.ts';
import type { Clock } from '@rung/core/ports.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';
import { customDeployments } from './hostings/custom-models.ts';
import { endpoints } from './hostings/endpoints.ts';
import { importedModels } from './hostings/imported-models.ts';
import { readKept } from './hostings/kept.ts';
import { provisionedThroughputs } from './hostings/provisioned-throughputs.ts';
import type { Shelf } from './hostings/shelf.ts';
import { readTraffic } from './hostings/traffic.ts';

/** Everything in an account that costs while it stands, its traffic and its tags. */
export function hostingInventory(place: { clients: AwsClients; clock: Clock; region: string }): Hostings {
  const shelves = [
    provisionedThroughputs(place),
    customDeployments(place),
    importedModels(place),
    endpoints(place),
  ] as const satisfies readonly Shelf[];
  const shelfOf = (kind: Hosting['kind']) => {
    const shelf = shelves.find(({ kinds }) => kinds.includes(kind));
    if (!shelf) throw new Error(`no adapter lists ${kind}`);
    return shelf;
  };
  return {
    inventory: () => takeInventory(shelves),
    kept: () => readKept(place),
    find: ({ kind, ...sought }) =>
      shelfOf(kind)
        .find(sought)
        .catch((error: unknown) => (failureKind(error) === 'missing' ? 'gone' : 'unread')),
    traffic: (hostings, look) => readTraffic(place, hostings, look),
    tags: (hosting) =>
      shelfOf(hosting.kind)
        .tags(hosting)
        .catch((error: unknown): Tags => ({ why: (error as Error).name })),
    async delete(hosting) {
      return shelfOf(hosting.kind).remove(hosting).catch(refusal);
    },
  };
}

/** Each shelf is read for itself: one that AWS will not show leaves the others in sight. */
async function takeInventory(shelves: readonly Shelf[]): Promise<Inventory> {
  const read = await Promise.all(
    shelves.map(({ kinds, list }) =>
      list().then(
        (hostings) => ({ hostings, unread: [] }),
        (error: unknown) => ({ hostings: [], unread: [{ kinds, why: (error as Error).name }] }),
      ),
    ),
  );
  return { hostings: read.flatMap(({ hostings }) => hostings), unread: read.flatMap(({ unread }) => unread) };
}

/** Rung's role deletes what carries this tag and nothing else (packages/infra/src/permissions.ts). */
const DENIED =
  'Rung’s role was denied it. The role may delete only what carries the tag rung:may-delete = yes: set it in AWS. Where it is set, a policy of your account forbids the deletion, and whoever runs Rung has to look.';
const IN_USE = 'End in AWS what still uses it, or delete it there.';

/** What AWS said instead of deleting; an answer that was lost is thrown, because nobody knows what it was. */
function refusal(error: unknown): 'gone' | { refused: string } {
  const kind = failureKind(error);
  if (kind === 'missing') return 'gone';
  if (kind === 'denied') return { refused: DENIED };
  if (kind === 'unknown') throw error;
  const { message } = error as Error;
  return { refused: kind === 'conflict' ? `${message} ${IN_USE}` : message };
}
