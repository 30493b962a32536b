import type { Imported } from '@rung/core/hosting/lease/imported.ts';
import type { Lease } from '@rung/core/hosting/lease/lease.ts';
import { code, context, count } from './blocks.ts';

/** "1 copy of 2 units, five minutes for each request at worst". */
export function copyWords({ units }: Imported, copies = 1): string {
  const many = copies === 1 ? '1 copy' : `${copies} copies`;
  return `${many} of ${count(units?.perCopy ?? 0, 'unit')}, five minutes for each request at worst`;
}

/** What the end of an imported model takes with it, told before the yes and while it stands: nothing less stops its bill. */
export const goes = ({ model }: Lease) => (model.imported ? [context(goesWords(model.imported))] : []);

const goesWords = ({ weights }: Imported) =>
  `*At its end* the imported model is deleted from Bedrock, if its weights still lie unchanged in ${code(weights.uri)}: from there it can be imported again. If they do not, it stays and I ask.`;

/** Where it is, once it is deleted. */
export const wasWords = ({ weights }: Imported) =>
  `Its weights lie in ${code(weights.uri)}; import them again to host it again.`;
