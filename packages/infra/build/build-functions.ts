import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
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
}

/** Bundles every function into `directory`; what lay there before is gone. Two builds of the same sources are the same bytes. */
export async function buildFunctions(directory: string): Promise<BuiltFunctions> {
  const built = { functions: path.join(directory, 'functions'), packages: path.join(directory, 'packages') };
  for (const folder of Object.values(built)) fs.rmSync(folder, { recursive: true, force: true });
  for (const name of FUNCTION_NAMES) {
    for (const file of await bundle(name)) {
      write(path.join(built.functions, file.path), file.contents);
      write(path.join(built.packages, name, file.path), file.contents);
    }
  }
  return built;
}

interface BundledFile {
  /** Relative to the function's folder. */
  readonly path: string;
  readonly contents: Uint8Array;
}

async function bundle(name: FunctionName): Promise<BundledFile[]> {
  const outdir = path.join(ROOT, 'dist');
  const { outputFiles } = await build({
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
  return outputFiles.map((file) => ({ path: path.relative(outdir, file.path), contents: file.contents }));
}

function write(file: string, contents: Uint8Array): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, contents);
}

if (import.meta.main) await buildFunctions(path.join(ROOT, 'dist'));
