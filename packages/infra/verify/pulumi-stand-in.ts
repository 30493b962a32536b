import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { answered, type InvokeCall, madeUp, type ResourceCall } from './mocks.ts';

/**
 * Stands in for the Pulumi engine under the real SST CLI: it runs the program that SST built, with mocks for a provider, and writes down
 * every resource that was registered. `node pulumi-stand-in.ts <dump file> <pulumi arguments>`
 */
const [dumpFile = '', command, ...rest] = process.argv.slice(2);

/** How Pulumi marks a secret on its way to the engine. */
const SECRET_MARK = '4dabf18193072939515e22adb298388d';

interface Pulumi {
  readonly runtime: {
    setMocks(
      mocks: { newResource(call: ResourceCall): unknown; call(call: InvokeCall): unknown },
      ...place: unknown[]
    ): Promise<void>;
    runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
    disconnect(): Promise<void>;
  };
}

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly isRead: boolean;
  readonly inputs: unknown;
}

switch (command) {
  case 'version':
    process.stdout.write('v3.215.0\n');
    break;
  case 'stack':
    initStack(rest[1] ?? '');
    break;
  case 'preview':
    await preview();
    break;
  default:
    console.error(`the stand-in for Pulumi knows no "${command}"`);
    process.exitCode = 1;
}

function stackFile(stack: string): string {
  const [, app = '', stage = ''] = stack.split('/');
  return path.resolve('.pulumi/stacks', app, `${stage}.json`);
}

function initStack(stack: string): void {
  const file = stackFile(stack);
  const manifest = { time: new Date().toISOString(), magic: '', version: 'v3.215.0' };
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ version: 3, checkpoint: { stack, latest: { manifest, resources: [] } } }));
}

async function preview(): Promise<void> {
  const eventLog = rest[rest.indexOf('--event-log') + 1] ?? '';
  const emit = (event: unknown) => fs.appendFileSync(eventLog, `${JSON.stringify(event)}\n`);
  const registered: Registered[] = [];
  const finish = (error?: unknown) => {
    if (error !== undefined)
      emit({ diagnosticEvent: { severity: 'error', message: String(error), color: 'never', urn: '' } });
    fs.writeFileSync(dumpFile, JSON.stringify(registered, null, 1));
    emit({ summaryEvent: { maybeCorrupt: false, durationSeconds: 1, resourceChanges: { create: registered.length } } });
    // The program leaves SST's connections open.
    process.exit(error === undefined ? 0 : 1);
  };
  // What is thrown inside an output's apply arrives here, as it does in Pulumi's own host.
  process.on('unhandledRejection', finish);
  await runProgram(registered).then(() => finish(), finish);
}

async function runProgram(registered: Registered[]): Promise<void> {
  const main = /^main: (.*)$/m.exec(fs.readFileSync('Pulumi.yaml', 'utf8'))?.[1] ?? '';
  const [, app, stage] = (rest[rest.indexOf('--stack') + 1] ?? '').split('/');
  const { runtime } = createRequire(path.join(path.dirname(main), 'package.json'))('@pulumi/pulumi') as Pulumi;
  const mocks = {
    newResource(call: ResourceCall) {
      registered.push({
        type: call.type,
        name: call.name,
        isRead: Boolean(call.id),
        inputs: withoutSecretMarks(call.inputs),
      });
      return madeUp(call);
    },
    call: answered,
  };
  await runtime.setMocks(mocks, app, stage, true, 'organization');
  await runtime.runInPulumiStack(async () => (await import(pathToFileURL(main).href)).default);
  await runtime.disconnect();
}

function withoutSecretMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecretMarks);
  if (typeof value !== 'object' || value === null) return value;
  if (SECRET_MARK in value) return withoutSecretMarks((value as { value?: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecretMarks(inner)]));
}
