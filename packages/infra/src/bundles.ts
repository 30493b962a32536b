import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { FunctionName } from './function-names.ts';

/** Writes the bundles by the command that everybody uses, so that what is deployed is what was measured and tested. */
export function buildBundles(root: string): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'pipe' });
}

/** A function's folder, relative to the root: its entry, its chunks and nothing of the others. */
export const bundleOf = (name: FunctionName): string => `dist/packages/${name}`;

/** SST deploys a ready bundle without opening it; a handler that is not in it would only fail at the first request. */
export function refuseWithoutHandler(bundle: string, name: FunctionName): void {
  if (!fs.existsSync(path.join(bundle, `${name}.mjs`)))
    throw new Error(`${bundle} holds no ${name}.mjs, so ${name}.handler cannot start. Nothing was deployed.`);
}
