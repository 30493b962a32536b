import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PortBusy } from '@rung/sandbox/kit/http.ts';
import { startPlayground } from '@rung/sandbox/playground/server.ts';
import { processEnv, wireLogFile } from './env.ts';
import { localPanel } from './local-panel.ts';
import { startLocalStack } from './local-stack.ts';
import { LOCAL_APP, LOCAL_COMMANDS, LOCAL_SHORTCUTS } from './local-workspace.ts';

const USAGE = 'npm start -- [--port 3000] [--directory .rung] [--fresh] [--speed 1]';

/** `npm start`: the whole desk on this machine, with its page. */
async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '3000' },
      directory: { type: 'string', default: '.rung' },
      fresh: { type: 'boolean' },
      speed: { type: 'string', default: '1' },
    },
  });
  const port = Number(values.port);
  const speed = Number(values.speed);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new UsageError(`--port is "${values.port}", which is no port.`);
  if (!(speed > 0)) throw new UsageError(`--speed is "${values.speed}"; give a number above 0, such as 60.`);
  const directory = path.resolve(values.directory);
  if (values.fresh) fs.rmSync(directory, { recursive: true, force: true });
  const stack = await startLocalStack({ directory, speed, ...wireLogFile(processEnv()) });
  const page = await startPlayground({
    port,
    slack: stack.slack,
    clock: stack.clock,
    panel: localPanel(stack),
    app: { userId: LOCAL_APP.botUserId, name: LOCAL_APP.name, description: LOCAL_APP.description },
    commands: LOCAL_COMMANDS,
    shortcuts: LOCAL_SHORTCUTS,
  });
  console.log(
    `Rung is open on http://localhost:${page.port}\nIts local AWS answers on ${stack.aws.url}; state lies in ${values.directory}. Ctrl+C ends it.`,
  );
}

class UsageError extends Error {}

function explain(error: unknown): string {
  if (error instanceof PortBusy)
    return `Port ${error.port} is in use. Stop what holds it, or choose another: npm start -- --port ${error.port + 1}`;
  if (error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS'))
    return `${(error as Error).message}\nUsage: ${USAGE}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

start().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
