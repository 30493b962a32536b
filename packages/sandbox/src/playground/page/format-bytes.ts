const UNITS = ['bytes', 'kB', 'MB', 'GB'];

/** "1 byte", "12.4 kB": powers of ten, three figures. */
export function formatBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  if (power === 0) return `${bytes} byte${bytes === 1 ? '' : 's'}`;
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${UNITS[power]}`;
}
