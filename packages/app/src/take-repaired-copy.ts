import type { Card, CopiedSet } from '@rung/core/chat/card.ts';
import { checkDataset } from '@rung/core/dataset/check-dataset.ts';
import { type CheckedJob, checkJob } from '@rung/core/dataset/job/check-job.ts';
import { MOST_REPAIRED_BYTES, REPAIR_SEED } from '@rung/core/dataset/job/check-offers.ts';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { describeRepair } from '@rung/core/dataset/repair/describe-repair.ts';
import { type Repair, repairDataset } from '@rung/core/dataset/repair/repair-dataset.ts';
import type { RepairManifest } from '@rung/core/dataset/repair/repair-manifest.ts';
import type { SetName } from '@rung/core/dataset/repair/repair-plan.ts';
import { repairPlanFor } from '@rung/core/dataset/repair/repair-plan-for.ts';
import { type OfferClick, redeem } from './check-ticket.ts';
import type { Deps } from './deps.ts';
import type { CheckErrand } from './read-check-words.ts';

type Needs = Pick<Deps, 'datasets' | 'settings' | 'people' | 'messenger' | 'copies'>;

/** "Give me the repaired copy": new files in Rung's own bucket, checked again, with what was done to them; the source stays as it is. */
export async function takeRepairedCopy(deps: Needs, click: OfferClick): Promise<void> {
  const { by, channel, rootTs } = click;
  const refuse = (detail: string) => {
    const card = { kind: 'notice', headline: 'No copy was written.', detail } as const;
    return deps.messenger.whisper({ place: { channel, threadTs: rootTs }, user: by }, card);
  };
  const redeemed = await redeem(deps, click);
  if (redeemed.kind === 'refused') return refuse(redeemed.because);
  const { errand, training } = redeemed;
  if (training.bytes > MOST_REPAIRED_BYTES)
    return refuse(
      'The file is too large to be copied here; `rung check FILE --fix DIR` in a terminal copies any size.',
    );
  const made = await copyOf(training, errand);
  if ('because' in made) return refuse(made.because);
  const written = await write(deps, made, errand);
  const checked = await checkCopy(made.files, errand);
  const job = { model: errand.model, method: errand.method };
  const card: Card = { kind: 'copy', by, uri: errand.training, job, checked, ...written };
  await deps.messenger.post({ channel, threadTs: rootTs }, card);
  const text = describeRepair(made.manifest);
  await deps.messenger.attach({ channel, ts: rootTs }, { name: 'changes.txt', title: 'What the copy changes', text });
}

interface Copy {
  readonly files: ReadonlyMap<SetName, Buffer>;
  readonly manifest: RepairManifest;
}

async function copyOf(file: JobFile, { model, method }: CheckErrand): Promise<Copy | { because: string }> {
  const report = await checkDataset(file.open(), { model, method, fileBytes: file.bytes });
  const repair = await repairDataset(() => file.open(), repairPlanFor(report, { model, seed: REPAIR_SEED }).plan);
  if (repair.kind === 'refused') return { because: `Line ${repair.line}: ${repair.message} ${repair.fix}` };
  const files = await inMemory(repair);
  return { files, manifest: repair.manifest() };
}

async function inMemory(repair: Repair): Promise<Map<SetName, Buffer>> {
  const parts = new Map<SetName, Uint8Array[]>();
  for await (const { set, bytes } of repair.write()) parts.set(set, [...(parts.get(set) ?? []), bytes]);
  return new Map([...parts].map(([set, pieces]) => [set, Buffer.concat(pieces)]));
}

/** Keys derive from the source's bytes and the model, so the same click twice writes the same files once. */
async function write(
  { copies }: Needs,
  { files, manifest }: Copy,
  { training, model }: CheckErrand,
): Promise<{ sets: CopiedSet[]; manifest: string }> {
  const folder = `${manifest.source.sha256.slice(0, 16)}-${model.id.replaceAll(/[^a-z0-9]+/g, '-')}`;
  const key = (ending: string) => `${folder}/${nameOf(training)}.${ending}`;
  const sets: CopiedSet[] = [];
  for (const [set, bytes] of files) {
    await copies.put(key(`${set}.jsonl`), bytes);
    const records = manifest.files.find((file) => file.set === set)?.records ?? 0;
    sets.push({ set, uri: copies.uri(key(`${set}.jsonl`)), records });
  }
  await copies.put(key('manifest.json'), Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`));
  return { sets, manifest: copies.uri(key('manifest.json')) };
}

/** A name that Bedrock takes: its base without the ending, letters and digits kept. */
function nameOf(uri: string): string {
  const base = uri.slice(uri.lastIndexOf('/') + 1).replace(/\.(?:jsonl?|csv)$/i, '');
  return base.replaceAll(/[^0-9A-Za-z_-]+/g, '-') || 'dataset';
}

function checkCopy(files: ReadonlyMap<SetName, Buffer>, { model, method }: CheckErrand): Promise<CheckedJob> {
  const fileOf = (set: SetName): JobFile => {
    const bytes = files.get(set) ?? Buffer.alloc(0);
    return { name: `${set}.jsonl`, bytes: bytes.length, isRereadable: true, open: () => chunksOf(bytes) };
  };
  const validation = files.has('validation') ? { validation: fileOf('validation') } : {};
  return checkJob({
    model,
    method,
    training: fileOf('training'),
    ...validation,
    checksNames: true,
    maxShownPerRule: 3,
  });
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1024 * 1024) yield bytes.subarray(at, at + 1024 * 1024);
}
