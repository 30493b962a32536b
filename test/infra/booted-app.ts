import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { awsClients } from '@rung/aws/clients.ts';
import { tableSchema } from '@rung/aws/table-schema.ts';
import { FUNCTION_NAMES, type FunctionName } from '@rung/infra/function-names.ts';
import { statementsOf } from '@rung/infra/statements.ts';
import type { Diffed, ScratchApp } from '@rung/infra/verify/scratch-app.ts';
import type { Listening } from '@rung/sandbox/kit/http.ts';
import { type LocalStack, startLocalStack } from '../../functions/local-stack.ts';
import { COMPLETE, copyOfApp, DEPLOYMENT, find, parsed } from './app-under-test.ts';
import { type GuardBook, startGuard } from './permission-guard.ts';
import { readZip } from './read-zip.ts';

export type Handler = (event: unknown, context: { awsRequestId: string }) => Promise<unknown>;

/** The deployed app on the local AWS: its zip files unpacked, its environment, its names, its workflow, and its permissions enforced. */
export interface BootedApp {
  readonly app: ScratchApp;
  readonly stack: LocalStack;
  readonly handlers: Readonly<Record<FunctionName, Handler>>;
  readonly book: GuardBook;
  codeOf(name: FunctionName): Map<string, Buffer>;
  end(): Promise<void>;
}

const COMPONENTS: Readonly<Record<FunctionName, string>> = {
  slack: 'FrontDoor',
  desk: 'Desk',
  'launch-step': 'LaunchStep',
  'judge-step': 'JudgeStep',
  'evaluate-step': 'EvaluateStep',
  'host-step': 'HostStep',
  watch: 'Watch',
  bill: 'Bill',
  reconcile: 'Reconcile',
  stop: 'Stop',
  undelivered: 'Undelivered',
};

const KEYS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

export async function bootApp(settings: Readonly<Record<string, string>>): Promise<BootedApp> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-booted-'));
  const app = copyOfApp();
  const deployed = await app.diff({ ...COMPLETE, ...settings });
  const stack = await startLocalStack({ directory: path.join(directory, 'state') });
  await createWhatIsDeployed(stack, deployed);
  const book: GuardBook = { used: new Set(), refused: [], tagged: new Set() };
  const guards: Listening[] = [];
  const codeOf = (name: FunctionName) =>
    readZip(path.join(app.directory, '.sst/artifacts', COMPONENTS[name], 'code.zip'));
  const handlers = {} as Record<FunctionName, Handler>;
  for (const name of FUNCTION_NAMES) {
    const guard = await guardFor(name, { stack, deployed, book });
    guards.push(guard);
    const { variables, handler } = functionOf(deployed, name);
    const environment = { ...variables, ...KEYS, AWS_ENDPOINT_URL: guard.url, SLACK_API_URL: stack.env.slackApiUrl };
    const run = await unpack(codeOf(name), { handler, directory: path.join(directory, name) });
    handlers[name] = (event, context) => {
      // All functions share this process; each reads its environment at its first request, before anything else runs.
      Object.assign(process.env, environment);
      return run(event, context);
    };
  }
  registerEverywhere(stack, handlers);
  return {
    ...{ app, stack, handlers, book, codeOf },
    async end() {
      await stack.close();
      await Promise.all(guards.map((guard) => guard.close()));
      app.remove();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

function functionOf(deployed: Diffed, name: FunctionName): { variables: Record<string, string>; handler: string } {
  const { inputs } = find(deployed.resources, 'aws:lambda/function:Function', `${COMPONENTS[name]}Function`);
  const { variables } = inputs['environment'] as { variables: Record<string, string> };
  return { variables, handler: String(inputs['handler']) };
}

/** Table, bucket, roles and workflows under their deployed names; the local AWS has the stand-ins' account and region. */
async function createWhatIsDeployed(stack: LocalStack, deployed: Diffed): Promise<void> {
  const { CreateTableCommand } = await import('@aws-sdk/client-dynamodb');
  const { PutBucketVersioningCommand } = await import('@aws-sdk/client-s3');
  const { variables } = functionOf(deployed, 'desk');
  const clients = awsClients({
    region: 'us-east-1',
    endpoint: stack.aws.url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await (await clients.dynamo()).send(new CreateTableCommand(tableSchema(variables['RUNG_TABLE'] ?? '')));
  const Bucket = variables['RUNG_BUCKET'] ?? '';
  stack.aws.s3.createBucket(Bucket, 'us-east-1');
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await (await clients.s3()).send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  for (const { type, inputs } of deployed.resources)
    if (type === 'aws:sfn/stateMachine:StateMachine')
      stack.aws.stepFunctions.createStateMachine({
        name: String(inputs['name']),
        definition: String(inputs['definition']),
        roleArn: String(inputs['roleArn']),
      });
    else if (type === 'aws:iam/role:Role')
      stack.aws.iam.putRole({ name: String(inputs['name']), trust: parsed(inputs['assumeRolePolicy']) as object });
}

function guardFor(
  role: FunctionName,
  at: { stack: LocalStack; deployed: Diffed; book: GuardBook },
): Promise<Listening> {
  const { variables } = functionOf(at.deployed, 'desk');
  return startGuard({
    role,
    statements: statementsOf(role, DEPLOYMENT),
    aws: at.stack.aws.url,
    tableArn: DEPLOYMENT.tableArn,
    launchFlowArn: variables['RUNG_STATE_MACHINE_ARN'] ?? '',
    book: at.book,
  });
}

/** Unpacks what would be uploaded, as Lambda does, and loads the handler by its deployed name. */
async function unpack(code: ReadonlyMap<string, Buffer>, at: { handler: string; directory: string }): Promise<Handler> {
  for (const [inside, bytes] of code) {
    fs.mkdirSync(path.dirname(path.join(at.directory, inside)), { recursive: true });
    fs.writeFileSync(path.join(at.directory, inside), bytes);
  }
  const [file, exported = ''] = at.handler.split('.');
  const module: Record<string, Handler> = await import(pathToFileURL(path.join(at.directory, `${file}.mjs`)).href);
  const handler = module[exported];
  if (!handler) throw new Error(`${at.handler} is not in its bundle`);
  return handler;
}

/** Under the deployed names for each other, and under the local ones for the local Slack's door. */
function registerEverywhere(stack: LocalStack, handlers: Readonly<Record<FunctionName, Handler>>): void {
  for (const name of FUNCTION_NAMES)
    for (const prefix of ['rung', 'rung-ci'])
      stack.aws.lambda.register(`${prefix}-${name}`, (event, context) => handlers[name](event, context), {
        timeoutMs: 60_000,
        onFailure: 'rung-ci-undelivered',
      });
}
