/** One line of what a fault test counted; `npm run test:faults` shows them. */
export function print(line: string, counts: Readonly<Record<string, number>> = {}): void {
  const rest = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  process.stdout.write(`${[line, ...rest].join(' · ')}\n`);
}
