import type { Begun, Fault, FaultKind, Seam } from './seam.ts';

/**
 * Which faults stand for all of them. A process is a function of what its effects answered, so two faults are one history when they leave the
 * same world and nobody can tell them apart afterwards:
 *
 * 1. A read changes no world. A read that is refused and one whose answer is lost are the same to everybody.
 * 2. Between two effects of a process there is no third. A crash before an effect is a crash after the one before it, of the same process; a
 *    crash after a read is a crash before it. So a process crashes before its first effect, or after a write, and nowhere else; but where
 *    another process acts right beside it, the moment of a crash decides who is next, and every moment is tried.
 * 3. A process that fell over a spoilt exchange without another effect is as dead as one that crashed there, and whoever asked for its work
 *    saw it fail either way. A lost answer of that kind stands for the crash after the same write; a refusal of that kind is a crash before
 *    the effect, which by 2 is among the crashes already, so no second fault has to be tried behind it again.
 *
 * `npm run test:faults` tries every pair of faults of all four kinds, finds no end that these do not reach, and then tries three of them.
 */
export function representatives(begun: readonly Begun[], at: number, kinds: readonly FaultKind[]): FaultKind[] {
  const effect = begun[at];
  if (!effect) return [];
  const crowded = isCrowded(begun, at);
  const reads = isRead(effect.name);
  const stands: Readonly<Record<FaultKind, boolean>> = {
    refuse: kinds.includes('refuse') || (reads && kinds.includes('lose')),
    lose: kinds.includes('lose') && !reads,
    'crash-after': kinds.includes('crash-after') && (!reads || crowded),
    'crash-before': kinds.includes('crash-before') && (effect.isFirst || crowded),
  };
  return ORDER.filter((kind) => stands[kind]);
}

/** A lost answer first: what it does tells whether the crash behind it has to be tried. */
const ORDER: readonly FaultKind[] = ['lose', 'refuse', 'crash-after', 'crash-before'];

export const inOrder = (kinds: readonly FaultKind[]): FaultKind[] => ORDER.filter((kind) => kinds.includes(kind));

/** Whether another process acted right before or after this effect while its own was at work. */
function isCrowded(begun: readonly Begun[], at: number): boolean {
  const process = begun[at]?.process;
  const first = begun.findIndex((effect) => effect.process === process);
  const last = begun.findLastIndex((effect) => effect.process === process);
  return begun.slice(Math.max(first, at - 1), Math.min(last, at + 1) + 1).some((effect) => effect.process !== process);
}

/** Ports' members that look and leave everything as it is. */
const READS: ReadonlySet<string> = new Set([
  ...['launches.find', 'launches.committed', 'launches.recent', 'tellings.find', 'tellings.pending'],
  ...['datasets.look', 'datasets.list', 'datasets.open', 'quotas.valueOf', 'roles.look', 'keys.look', 'flowLook.look'],
  ...['jobs.offered', 'jobs.readyRouters', 'jobs.underWay', 'jobs.find', 'jobs.running', 'jobs.losses'],
  ...['people.find', 'channels.look', 'spending.read', 'prices.find', 'ledgers.find', 'ledgers.recent', 'reader.read'],
]);

export const isRead = (name: string): boolean => READS.has(name);

/** Whether the process that met the fault did nothing more and its caller saw it fail. */
export function isLikeACrash(seam: Pick<Seam, 'begun' | 'fell'>, { at }: Fault): boolean {
  const process = seam.begun[at]?.process;
  return (
    process !== undefined &&
    seam.fell.has(process) &&
    !seam.begun.some((effect, index) => index > at && effect.process === process)
  );
}
