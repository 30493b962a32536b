import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startAwsStandIn } from './aws-stand-in.ts';
import { REGION } from './mocks.ts';
import { type Env, type Finished, sst } from './sst-cli.ts';

/** A resource that the app registered, with its final inputs. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  /** Only looked up, not made by the app. */
  readonly isRead: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface Diffed extends Finished {
  readonly resources: readonly Resource[];
}

/** A copy of the app that may be broken on purpose; everything it does stays in its own directory. */
export interface ScratchApp {
  readonly directory: string;
  /** Changes one place of one file; throws when the place is not there. */
  change(file: string, from: string, to: string): void;
  /** The real `sst diff`, with stand-ins for AWS and for the Pulumi engine; other commands of SST go before it against the same AWS. */
  diff(env: Env, before?: readonly (readonly string[])[]): Promise<Diffed>;
  remove(): void;
}

const COPIED = ['sst.config.ts', 'package.json', 'functions', 'packages/infra'];

/** With `built`, the copy takes those bundles over and builds none: for what is not about bundles, at half of the time. */
export function scratchApp(root: string, { built }: { built?: string } = {}): ScratchApp {
  const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rung-infra-')));
  for (const item of COPIED) fs.cpSync(path.join(root, item), path.join(directory, item), { recursive: true });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(directory, 'node_modules'));
  fs.mkdirSync(path.join(directory, '.sst'));
  fs.symlinkSync(path.join(root, '.sst/platform'), path.join(directory, '.sst/platform'));
  fs.copyFileSync(path.join(root, '.sst/provider-lock.json'), path.join(directory, '.sst/provider-lock.json'));
  if (built !== undefined) takeOver(built, directory);
  return {
    directory,
    change(file, from, to) {
      const before = fs.readFileSync(path.join(directory, file), 'utf8');
      if (!before.includes(from)) throw new Error(`${file} holds no ${JSON.stringify(from)} to change`);
      fs.writeFileSync(
        path.join(directory, file),
        before.replace(from, () => to),
      );
    },
    diff: (env, before = []) => diff({ root, directory, env }, before),
    remove: () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}

function takeOver(built: string, directory: string): void {
  fs.cpSync(built, path.join(directory, 'dist'), { recursive: true });
  const file = path.join(directory, 'package.json');
  const described = JSON.parse(fs.readFileSync(file, 'utf8')) as { scripts: Record<string, string> };
  described.scripts = { ...described.scripts, prebuild: 'true', build: 'true' };
  fs.writeFileSync(file, JSON.stringify(described));
}

async function diff(
  at: { root: string; directory: string; env: Env },
  before: readonly (readonly string[])[],
): Promise<Diffed> {
  const dump = path.join(at.directory, 'resources.json');
  fs.rmSync(dump, { force: true });
  const aws = await startAwsStandIn();
  const config = path.join(at.directory, 'home');
  const pulumi = writeEngine(at, { config, dump });
  const env = {
    ...at.env,
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: 'stand-in',
    AWS_SECRET_ACCESS_KEY: 'stand-in',
    AWS_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    HOME: config,
    XDG_CONFIG_HOME: config,
    SST_PULUMI_PATH: pulumi,
  };
  const finished = await inTurn([...before, ['diff', '--stage', 'ci', '--print-logs']], { ...at, env }).finally(() =>
    aws.close(),
  );
  const resources = fs.existsSync(dump) ? (JSON.parse(fs.readFileSync(dump, 'utf8')) as Resource[]) : [];
  return { ...finished, resources };
}

/** What the last command wrote, or the first that failed. */
async function inTurn(
  commands: readonly (readonly string[])[],
  at: { root: string; directory: string; env: Env },
): Promise<Finished> {
  let finished: Finished = { code: null, output: '' };
  for (const command of commands) {
    finished = await sst(command, at);
    if (finished.code !== 0) return finished;
  }
  return finished;
}

/** SST looks for its engine in two places: `stack init` goes to the one below its configuration, whatever SST_PULUMI_PATH says. */
function writeEngine(at: { root: string; directory: string }, files: { config: string; dump: string }): string {
  const pulumi = path.join(files.config, 'sst/bin/pulumi');
  const node = path.join(at.root, 'node_modules/.bin/node');
  const program = path.join(at.directory, 'packages/infra/verify/pulumi-stand-in.ts');
  fs.mkdirSync(path.dirname(pulumi), { recursive: true });
  fs.writeFileSync(pulumi, `#!/bin/sh\nexec "${node}" "${program}" "${files.dump}" "$@"\n`, { mode: 0o755 });
  return pulumi;
}
