import { repairDataset } from '@rung/core/dataset/repair/repair-dataset.ts';
import type { RepairManifest } from '@rung/core/dataset/repair/repair-manifest.ts';
import type { RepairPlan, SetName } from '@rung/core/dataset/repair/repair-plan.ts';
import { bytesOf, chunked, NOVA_LITE, pair } from '../build-dataset.ts';

export const PLAIN: RepairPlan = {
  model: NOVA_LITE,
  layout: 'conversation',
  duplicates: 'leave-out',
  contradictions: 'list',
  split: undefined,
};

export const LABEL = { field: 'category', values: ['access', 'billing', 'delivery'] } as const;

export const splitBy = (seed: string): RepairPlan => ({ ...PLAIN, split: { seed, label: LABEL } });

export interface Repaired {
  readonly files: Readonly<Partial<Record<SetName, string>>>;
  readonly manifest: RepairManifest;
}

/** Repairs and collects; throws where the repair is refused. */
export async function repair(
  content: string | Uint8Array,
  { sizes, ...plan }: Partial<RepairPlan> & { sizes?: readonly number[] } = {},
): Promise<Repaired> {
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const repaired = await repairDataset(() => chunked(bytes, sizes), { ...PLAIN, ...plan });
  if (repaired.kind === 'refused') throw new Error(`refused: ${repaired.rule} on line ${repaired.line}`);
  const parts = new Map<SetName, Buffer[]>(repaired.sets.map((set) => [set, []]));
  for await (const { set, bytes: part } of repaired.write()) parts.get(set)?.push(Buffer.from(part));
  const files = Object.fromEntries([...parts].map(([set, list]) => [set, Buffer.concat(list).toString()]));
  return { files, manifest: repaired.manifest() };
}

export const linesOf = (file: string | undefined): string[] => (file ?? '').split('\n').filter((line) => line !== '');

/** Which set each line of the copy is in. */
export function placesOf({ files }: Repaired): Map<string, SetName> {
  const sets: readonly SetName[] = ['training', 'validation', 'test'];
  return new Map(sets.flatMap((set) => linesOf(files[set]).map((line) => [line, set] as const)));
}

/** How many lines stand in another set than before; lines that only one of them has do not count. */
export function movesBetween(before: Repaired, after: Repaired): number {
  const then = placesOf(before);
  return [...placesOf(after)].filter(([line, set]) => then.has(line) && then.get(line) !== set).length;
}

const WORDS =
  'amber basin cedar delta ember fjord grove harbor inlet jasper kernel lagoon meadow nectar orchid pebble quartz ridge summit timber umbra valley willow xenon yonder zephyr'.split(
    ' ',
  );

/** A prompt of ten words that has little in common with those of other numbers. */
export function promptOf(number: number): string {
  let state = (number + 1) * 2_654_435_761;
  const words = Array.from({ length: 10 }, () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return `${WORDS[state % WORDS.length]}${(state >>> 8) % 97}`;
  });
  return words.join(' ');
}

export const categoryOf = (number: number) => LABEL.values[number % 10 < 6 ? 0 : number % 10 < 9 ? 1 : 2] ?? '';

/** Records with nothing wrong and no two alike: six in ten of access, three of billing, one of delivery. */
export function recordsOf(count: number): string[] {
  return Array.from({ length: count }, (_, number) =>
    pair(promptOf(number), JSON.stringify({ category: categoryOf(number), urgency: 'low' })),
  );
}
