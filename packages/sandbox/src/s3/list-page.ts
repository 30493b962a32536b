/** How a list is cut: only keys that begin with `prefix`; those that go on past it to a `delimiter` become one common prefix. */
export interface ListCut {
  readonly prefix: string;
  readonly delimiter: string;
  readonly max: number;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly commonPrefixes: readonly string[];
  /** The last thing on the page when more follows: an item or a common prefix. */
  readonly more?: { readonly item: T } | { readonly commonPrefix: string };
}

/** One page of entries that come in the list's order; an item and a common prefix count as one each. */
export function cutPage<T extends { readonly key: string }>(entries: Iterable<T>, cut: ListCut): ListPage<T> {
  const items: T[] = [];
  const commonPrefixes: string[] = [];
  let last: ListPage<T>['more'];
  for (const entry of entries) {
    if (!entry.key.startsWith(cut.prefix)) continue;
    const commonPrefix = rollUp(entry.key, cut);
    if (commonPrefix !== undefined && commonPrefix === commonPrefixes.at(-1)) continue;
    if (items.length + commonPrefixes.length >= cut.max)
      return { items, commonPrefixes, ...(last ? { more: last } : {}) };
    if (commonPrefix === undefined) items.push(entry);
    else commonPrefixes.push(commonPrefix);
    last = commonPrefix === undefined ? { item: entry } : { commonPrefix };
  }
  return { items, commonPrefixes };
}

function rollUp(key: string, { prefix, delimiter }: ListCut): string | undefined {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}
