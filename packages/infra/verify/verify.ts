import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { permissionTable } from './permission-table.ts';

/**
 * `npm run verify:infra` checks the deployment without an AWS account; it needs the npm registry once, for SST's own packages.
 * `npm run --silent verify:infra -- --table` prints the permission table instead.
 */
const ROOT = path.resolve(import.meta.dirname, '../../..');

/**
 * Lets SST install with npm alone: its Pulumi engine and Bun are not needed to look at an app. By itself npm waits five minutes for a
 * connection that fell silent (`npm config get fetch-timeout`, asked 2026-11-27).
 */
const SST_WITH_NPM = [
  'SST_SKIP_DEPENDENCY_CHECK=1',
  'SST_NO_BUN=1',
  'SST_TELEMETRY_DISABLED=1',
  'CI=1',
  'npm_config_fetch_timeout=30000',
];

interface Step {
  readonly says: string;
  readonly command: readonly string[];
}

const INSTALL: Step = {
  says: 'types of SST and its AWS provider, from the npm registry',
  command: ['env', ...SST_WITH_NPM, 'sst', 'install', '--stage', 'ci'],
};
const CHECKS: readonly Step[] = [
  { says: 'type-check of the stacks', command: ['tsc', '-p', 'tsconfig.infra.json'] },
  {
    says: 'what the app would deploy, what it would not, and its bundles at work',
    command: ['vitest', 'run', '--config', 'test/infra/vitest.config.ts'],
  },
];

if (process.argv.includes('--table')) process.stdout.write(permissionTable());
else process.exitCode = runSteps();

/** The exit code of the first step that fails, or 0. */
function runSteps(): number {
  for (const { says, command } of isInstalled() ? CHECKS : [INSTALL, ...CHECKS]) {
    process.stdout.write(`\n▸ ${says}\n`);
    const [program = '', ...args] = command;
    const { status } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' });
    if (status !== 0) {
      process.stdout.write(`✗ It failed: ${says}. Nothing after it was checked.\n`);
      return status ?? 1;
    }
  }
  return 0;
}

/** SST notes the version that it unpacked, and then the providers that it installed: a second run needs no registry. */
function isInstalled(): boolean {
  const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
  const has = (file: string) => fs.existsSync(path.join(ROOT, file));
  return (
    ['.sst/platform/version', '.sst/provider-lock.json', '.sst/platform/node_modules/@pulumi/aws'].every(has) &&
    read('.sst/platform/version').trim() ===
      (JSON.parse(read('node_modules/sst/package.json')) as { version: string }).version
  );
}
