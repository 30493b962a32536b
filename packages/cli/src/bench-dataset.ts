import { type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { BASE_MODELS, type BaseModel } from '@rung/core/dataset/base-models.ts';
import { checkDataset } from '@rung/core/dataset/check-dataset.ts';
import { benchLines } from './bench/bench-lines.ts';
import { findFile } from './open-file.ts';

/*
 * How fast the dataset check is beside what one writes first, `readline` and `JSON.parse`, on the same file in the same run:
 * `npm run bench:dataset -- [--size 1000] [--rounds 5] [--layout prompt-completion]`, sizes in MB. Each run is a process of its
 * own; the runs take turns, so that what else the machine does falls on all of them alike. Where there is `taskset`, every run
 * is bound to one and the same core, so that reading ahead on another thread and a collector on another core help nobody.
 */

const LAYOUTS = [
  { layout: 'prompt-completion', model: 'Llama 3.1 8B Instruct' },
  { layout: 'conversation', model: 'Nova Lite' },
] as const;

interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly rssMib: number;
  readonly records: number;
}

type Work = 'naive' | 'secrets' | 'all';

/** The last core, since what else a machine does begins with the first. */
const CORE = String(availableParallelism() - 1);
const isPinned = spawnSync('taskset', ['-c', CORE, process.execPath, '--version']).status === 0;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    layout: { type: 'string' },
  },
});
const [work, file, model] = positionals;
if (work && file && model) process.send?.(await measure(work as Work, file, model));
else await bench(Number(values.size), Number(values.rounds));

async function bench(megabytes: number, rounds: number): Promise<void> {
  const where = isPinned ? 'bound to one core' : 'not bound to a core, for want of `taskset`';
  process.stdout.write(`Every run, that of readline too, is ${where}; medians of ${rounds} rounds.\n`);
  const folder = mkdtempSync(join(tmpdir(), 'rung-bench-'));
  try {
    for (const { layout, model: name } of LAYOUTS) {
      if (values.layout !== undefined && values.layout !== layout) continue;
      const [large, small] = [join(folder, `${layout}.jsonl`), join(folder, `${layout}-tenth.jsonl`)];
      await write(large, benchLines(layout, megabytes * 1e6));
      await write(small, benchLines(layout, megabytes * 1e5));
      const runs: Record<Work, Run[]> = { naive: [], secrets: [], all: [] };
      for (let round = 0; round < rounds; round += 1)
        for (const each of ['naive', 'secrets', 'all'] as const) runs[each].push(await inChild(each, large, name));
      say({ layout, megabytes, runs, tenth: await inChild('secrets', small, name) });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function write(path: string, lines: Iterable<string>): Promise<void> {
  const out = createWriteStream(path);
  for (const line of lines) if (!out.write(line)) await once(out, 'drain');
  out.end();
  await finished(out);
}

function inChild(each: Work, path: string, name: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const [command, ...args] = [...(isPinned ? ['taskset', '-c', CORE] : []), process.execPath, import.meta.filename];
    const stdio: StdioOptions = ['ignore', 'inherit', 'inherit', 'ipc'];
    const child = spawn(command ?? process.execPath, [...args, each, path, name], { stdio });
    child.once('message', (run) => resolve(run as Run));
    child.once('error', reject);
    child.once('exit', (code) => code !== 0 && reject(new Error(`A run of the bench ended with exit code ${code}.`)));
  });
}

async function measure(each: Work, path: string, name: string): Promise<Run> {
  const model = BASE_MODELS.find((candidate) => candidate.name === name);
  if (!model) throw new Error(`No base model is called ${name}.`);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const records =
    each === 'naive' ? await readNaively(path) : await check(path, { model, personalData: each === 'all' });
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: (performance.now() - began) / 1e3,
    cpuSeconds: (user + system) / 1e6,
    rssMib: process.resourceUsage().maxRSS / 1024,
    records,
  };
}

async function check(path: string, wanted: { model: BaseModel; personalData: boolean }): Promise<number> {
  const file = await findFile(path);
  const report = await checkDataset(file.open(), { ...wanted, method: 'fine-tuning', fileBytes: file.bytes });
  return report.records;
}

async function readNaively(path: string): Promise<number> {
  let records = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY }))
    if (JSON.parse(line)) records += 1;
  return records;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function say(result: { layout: string; megabytes: number; runs: Record<Work, readonly Run[]>; tenth: Run }): void {
  const { layout, megabytes, runs, tenth } = result;
  const records = runs.secrets[0]?.records ?? 0;
  const limit = 140 + (32 * records) / 1024 / 1024;
  const rate = (each: Work) => Math.round(megabytes / median(runs[each].map(({ seconds }) => seconds)));
  // Of each round by itself: its runs share what the machine was doing.
  const times = (each: Work, of: 'seconds' | 'cpuSeconds') =>
    median(runs.naive.map((naive, round) => naive[of] / (runs[each][round]?.[of] ?? naive[of]))).toFixed(2);
  const rss = median(runs.secrets.map(({ rssMib }) => rssMib));
  process.stdout.write(
    `${layout}: ${megabytes} MB, ${records.toLocaleString('en-US')} records
  readline + JSON.parse          ${rate('naive')} MB/s
  format, duplicates, secrets    ${rate('secrets')} MB/s, ${times('secrets', 'seconds')} times that (${times('secrets', 'cpuSeconds')} by processor time)
  and personal data              ${rate('all')} MB/s, ${times('all', 'seconds')} times that (${times('all', 'cpuSeconds')} by processor time)
  memory                         ${rss.toFixed(0)} MiB (limit ${limit.toFixed(0)}), ${(rss / tenth.rssMib).toFixed(2)} times that of a tenth of the file
`,
  );
}
