import { type CheckedFolder, checkedFolder } from '../../launch/plan.ts';
import type { FolderLook } from '../../ports.ts';
import type { Hosting } from '../hosting.ts';
import type { Imported } from './imported.ts';
import { type HeldLease, isOver, type Lease } from './lease.ts';

/** What is looked at beside an imported model, just before it would be deleted. */
export interface ImportAside {
  /** The folder of its weights, as S3 lists it now; undefined when the look failed. */
  readonly weights: FolderLook | undefined;
  /** Leases that are not over, and perhaps some that are. */
  readonly leases: readonly Lease[];
}

/** Why an imported model is not deleted: with it Bedrock's copy of the weights goes. Undefined when nothing is lost that cannot be imported again. */
export function whyImportStays(lease: HeldLease, hosting: Hosting, aside: ImportAside | undefined): string | undefined {
  const { imported } = lease.model;
  if (hosting.kind !== 'imported-model') return undefined;
  if (!imported || hosting.jobArn !== imported.jobArn) return 'It does not come from the import that Rung made.';
  if (!aside) return 'Its weights in S3 were not looked at.';
  const other = leaseOn(hosting.arn, aside.leases, lease);
  if (other) return 'Another lease stands on the same model.';
  return whyNotAgain(imported, hosting.source, aside.weights);
}

/** Why it could not be imported again; undefined when the very files lie where they did. */
function whyNotAgain(
  { weights }: Imported,
  source: string | undefined,
  look: FolderLook | undefined,
): string | undefined {
  const { uri } = weights;
  if (source !== undefined && bare(source) !== bare(uri))
    return `AWS says that it was imported from ${source}, and Rung knows ${uri}. ${ASKS}`;
  if (look?.kind === 'missing') return `Its weights are gone from ${uri}, and nobody could import it again. ${ASKS}`;
  if (look?.kind !== 'listed') return `Whether its weights still lie in ${uri} could not be read. ${ASKS}`;
  return isUnchanged(weights, look)
    ? undefined
    : `The files in ${uri} are not those that it was imported from, and nobody could import it again. ${ASKS}`;
}

const ASKS =
  'Put the files back, or delete the model in Bedrock yourself: what cannot be made again is a person’s to give up.';

const bare = (uri: string) => (uri.endsWith('/') ? uri.slice(0, -1) : uri);

const isUnchanged = (weights: CheckedFolder, look: Extract<FolderLook, { kind: 'listed' }>) =>
  checkedFolder(look).sha256 === weights.sha256;

/** A lease of this model, other than `own`, that stands, is being made or waits for its yes; undefined when there is none. */
export function leaseOn(modelArn: string, leases: readonly Lease[], own?: Pick<Lease, 'id'>): Lease | undefined {
  return leases.find((one) => one.id !== own?.id && one.model.modelArn === modelArn && !isOver(one));
}
