import fs from 'node:fs';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { FUNCTION_NAMES, type FunctionName } from '../src/function-names.ts';
import { leanBolt } from './lean-bolt.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** CommonJS inside a module (Bolt, web-api) asks for Node's own modules by `require`. The front door holds none, and goes without. */
const REQUIRE =
  'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);';

/** Where a build is written. */
export interface BuiltFunctions {
  /** `<name>.mjs` for each function, and the chunks that it loads at first use. */
  readonly functions: string;
  /** A folder for each function with its own files only, byte for byte as above: what is zipped and deployed. */
  readonly packages: string;
  /** What a function loads before its first request: its entry and every chunk that stands behind it by a static import. */
  readonly bytesAtStart: Readonly<Record<FunctionName, number>>;
}

/** Bundles every function into `directory`; what lay there before is gone. Two builds of the same sources are the same bytes. */
export async function buildFunctions(directory: string): Promise<BuiltFunctions> {
  const functions = path.join(directory, 'functions');
  const packages = path.join(directory, 'packages');
  for (const folder of [functions, packages]) fs.rmSync(folder, { recursive: true, force: true });
  const bytesAtStart = Object.fromEntries(FUNCTION_NAMES.map((name) => [name, 0])) as Record<FunctionName, number>;
  for (const name of FUNCTION_NAMES) {
    const bundled = await bundle(name);
    bytesAtStart[name] = bundled.bytesAtStart;
    for (const file of bundled.files) {
      write(path.join(functions, file.path), file.contents);
      write(path.join(packages, name, file.path), file.contents);
    }
  }
  return { functions, packages, bytesAtStart };
}

interface BundledFile {
  /** Relative to the function's folder. */
  readonly path: string;
  readonly contents: Uint8Array;
}

async function bundle(name: FunctionName): Promise<{ files: BundledFile[]; bytesAtStart: number }> {
  const outdir = path.join(ROOT, 'dist');
  const { outputFiles, metafile } = await build({
    entryPoints: { [name]: path.join(ROOT, 'functions', `${name}.ts`) },
    absWorkingDir: ROOT,
    outdir,
    outExtension: { '.js': '.mjs' },
    // The hash does not cover what a chunk's imports import: chunks of two functions bore one name and differed (esbuild 0.28, 2026-11-26).
    chunkNames: `chunks/${name}-[hash]`,
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // The SDK's module builds are smaller and start a sixth faster than its CommonJS ones (measured 2026-11-20).
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'error',
    plugins: [leanBolt],
    ...(name === 'slack' ? {} : { banner: { js: REQUIRE } }),
  });
  const files = outputFiles.map((file) => ({ path: path.relative(outdir, file.path), contents: file.contents }));
  return { files, bytesAtStart: bytesBehind(metafile.outputs, `dist/${name}.mjs`) };
}

function bytesBehind(outputs: Metafile['outputs'], entry: string): number {
  const loaded = new Set([entry]);
  // A set grows while it is walked through.
  for (const file of loaded)
    for (const { path: imported, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && imported in outputs) loaded.add(imported);
  return [...loaded].reduce((sum, file) => sum + (outputs[file]?.bytes ?? Number.NaN), 0);
}

function write(file: string, contents: Uint8Array): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, contents);
}

if (import.meta.main) await buildFunctions(path.join(ROOT, 'dist'));
