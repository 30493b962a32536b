import fs from 'node:fs';
import path from 'node:path';
import asc from 'assemblyscript/asc';

const SOURCES = path.resolve(import.meta.dirname, '../../core/assembly');
/** In which memory the places of `places.ts` lie: 16 MiB, of which only what is touched is real. */
const PAGES = 256;
const OPTIONS = ['-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd,bulk-memory,relaxed-simd'];

/** Compiles the scanner; the same sources give the same bytes. Throws with the compiler's words where they do not compile. */
export async function compileScanner(): Promise<Uint8Array> {
  const files = ['places.ts', 'scan.ts', 'text.ts', 'hash.ts', 'count.ts'];
  let module: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [...files, ...OPTIONS, '--initialMemory', `${PAGES}`, '-o', 'scanner.wasm'],
    {
      readFile: (name) => {
        const file = path.join(SOURCES, name);
        return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
      },
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') module = contents;
      },
      listFiles: () => files,
    },
  );
  if (error || !module) throw new Error(`The scanner does not compile: ${stderr.toString()}`, { cause: error });
  return module;
}
