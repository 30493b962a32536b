/** Whether record `index` (from 0) is one of `wanted` of `records`, spread evenly over them: the same ones at every reading. */
export function isPicked(index: number, { records, wanted }: { records: number; wanted: number }): boolean {
  if (wanted >= records) return true;
  return Math.floor(((index + 1) * wanted) / records) > Math.floor((index * wanted) / records);
}
