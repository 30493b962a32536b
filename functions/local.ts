import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DirectoryHeld } from '@rung/sandbox/kit/hold-directory.ts';
import { PortBusy } from '@rung/sandbox/kit/http.ts';
import { startPlayground } from '@rung/sandbox/playground/server.ts';
import { processEnv, wireLogFile } from './env.ts';
import { DATA_BUCKET } from './local-account.ts';
import { EXAMPLE_FILES } from './local-examples.ts';
import { localPanel } from './local-panel.ts';
import { type LocalStack, startLocalStack } from './local-stack.ts';
import { LOCAL_APP, LOCAL_COMMANDS, LOCAL_SHORTCUTS } from './local-workspace.ts';

const USAGE = 'npm start -- [--port 3000] [--directory .rung] [--fresh] [--speed 60]';

/** `npm start`: the whole desk on this machine, with its page. */
async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '3000' },
      directory: { type: 'string', default: '.rung' },
      fresh: { type: 'boolean' },
      speed: { type: 'string', default: '60' },
    },
  });
  const port = Number(values.port);
  const speed = Number(values.speed);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new UsageError(`--port is "${values.port}", which is no port.`);
  if (!(speed > 0)) throw new UsageError(`--speed is "${values.speed}"; give a number above 0, such as 60.`);
  const directory = path.resolve(values.directory);
  const stack = await startLocalStack({ directory, speed, fresh: values.fresh ?? false, ...wireLogFile(processEnv()) });
  await shipExamples(stack);
  // As AWS does with an hourly schedule that was just made: the first look is at once, and reads the prices.
  await stack.watch();
  const page = await startPlayground({
    port,
    slack: stack.slack,
    clock: stack.clock,
    panel: localPanel(stack),
    app: { userId: LOCAL_APP.botUserId, name: LOCAL_APP.name, description: LOCAL_APP.description },
    commands: LOCAL_COMMANDS,
    shortcuts: LOCAL_SHORTCUTS,
  });
  process.once('SIGINT', () => void stack.close().finally(() => process.exit(0)));
  console.log(
    `Rung is open on http://localhost:${page.port}\nIts local AWS answers on ${stack.aws.url}; state lies in ${values.directory}. Ctrl+C ends it.`,
  );
}

/** Something to launch with: the shipped datasets, once, in the local S3. */
async function shipExamples({ aws }: LocalStack): Promise<void> {
  if (aws.s3.list(DATA_BUCKET).length > 0) return;
  for (const example of Object.values(EXAMPLE_FILES))
    await aws.s3.put(DATA_BUCKET, path.basename(example), fs.createReadStream(example));
}

class UsageError extends Error {}

/** One sentence for what a person can mend; everything else is a bug and shown whole. */
function explain(error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (error instanceof PortBusy)
    return `Port ${error.port} is in use. Stop what holds it, or choose another: npm start -- --port ${error.port + 1}`;
  if (error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS')) return `${message}\nUsage: ${USAGE}`;
  if (['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code))
    return `The directory for local state cannot be used (${code}). Choose another: npm start -- --directory some/where`;
  if (error instanceof DirectoryHeld)
    return 'Another Rung uses this directory. Stop it, or choose another: npm start -- --directory some/where';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

start().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
