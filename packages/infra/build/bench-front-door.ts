import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildFunctions } from './build-functions.ts';
import { MAX_BYTES_AT_START } from './size-limits.ts';

/**
 * `npm run bench:front-door [rounds]`: what a cold start and a warm request cost, as ratios to the least that could do the job, measured
 * in turns in one process tree: milliseconds drift by half within the hour, ratios do not. Exit code 1 when a goal is missed.
 */
const ROOT = path.resolve(import.meta.dirname, '../../..');
const ROUNDS = Number(process.argv[2] ?? 15);
const SECRET = 'a-signing-secret';
const WARM_REQUESTS = 2000;

/** The limit: Slack's signature on the raw bytes, and nothing else. */
const BARE = `import { createHmac, timingSafeEqual } from 'node:crypto';
export const handler = async ({ headers, body }) => {
  const at = headers['x-slack-request-timestamp'];
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return { statusCode: 401 };
  const mac = createHmac('sha256', '${SECRET}').update('v0:' + at + ':' + body).digest();
  if (!timingSafeEqual(mac, Buffer.from(headers['x-slack-signature'].slice(3), 'hex'))) return { statusCode: 401 };
  return { statusCode: 200, body: JSON.parse(body).challenge };
};`;

/** Clients by their packages. */
const CLIENTS = {
  bedrock: 'BedrockClient',
  'bedrock-agent-runtime': 'BedrockAgentRuntimeClient',
  'bedrock-runtime': 'BedrockRuntimeClient',
  cloudwatch: 'CloudWatchClient',
  dynamodb: 'DynamoDBClient',
  s3: 'S3Client',
  sfn: 'SFNClient',
};
const taken = (names: string, from: string) => `export { ${names} } from '${from}';`;

/** What one writes first: Bolt with its own receiver, and a client of every service at the top. */
const STOCK = [
  taken('App, AwsLambdaReceiver', '@slack/bolt'),
  ...Object.entries(CLIENTS).map(([name, client]) => taken(client, `@aws-sdk/client-${name}`)),
].join('\n');

/** Imports a bundle, handles one request where it has a handler, and prints the milliseconds of both. */
const PROBE = `const began = performance.now();
const { handler } = await import(process.argv[2]);
if (process.argv[3]) {
  const { statusCode } = await handler(JSON.parse(process.argv[3]), { awsRequestId: 'bench' });
  if (statusCode !== 200) throw new Error('answered ' + statusCode);
}
console.log(performance.now() - began);`;

/** One process, batches of requests bare and front door in turns, and the ratio of each pair. */
const WARM = `const load = async (file) => (await import(file)).handler;
const handlers = [await load(process.argv[2]), await load(process.argv[3])];
const event = JSON.parse(process.argv[4]);
const batch = async (handler) => {
  const began = performance.now();
  for (let index = 0; index < ${WARM_REQUESTS}; index++) await handler(event, {});
  return performance.now() - began;
};
const ratios = [];
for (let round = 0; round < ${ROUNDS + 3}; round++) {
  const bareMs = await batch(handlers[0]);
  ratios.push((await batch(handlers[1])) / bareMs);
}
console.log(JSON.stringify(ratios.slice(3)));`;

function request() {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c'.repeat(40) });
  const at = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${at}:${body}`).digest('hex')}`;
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': at,
    'x-slack-signature': signature,
  };
  return { headers, body };
}

const ENV = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  SLACK_SIGNING_SECRET: SECRET,
  RUNG_DESK_FUNCTION: 'desk',
};

interface Cold {
  readonly wallMs: number;
  readonly initMs: number;
}

function run(script: string, bundles: readonly string[], event?: object): string {
  const args = [
    script,
    ...bundles.map((bundle) => pathToFileURL(bundle).href),
    ...(event ? [JSON.stringify(event)] : []),
  ];
  const { stdout, status, stderr } = spawnSync(process.execPath, args, { env: ENV, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function cold(probe: string, bundle: string, event?: object): Cold {
  const began = performance.now();
  const initMs = Number(run(probe, [bundle], event));
  return { wallMs: performance.now() - began, initMs };
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** One figure against its goal, printed; whether it was met. */
function judged(what: string, value: number, goal: number): boolean {
  const met = value <= goal;
  process.stdout.write(`${met ? '✓' : '✗'} ${what}: ${value > 100 ? value : value.toFixed(2)} (goal ≤ ${goal})\n`);
  return met;
}

async function bundles(directory: string) {
  const { functions, bytesAtStart } = await buildFunctions(directory);
  const write = (name: string, text: string) => {
    fs.writeFileSync(path.join(directory, name), text);
    return path.join(directory, name);
  };
  const stock = path.join(directory, 'stock.mjs');
  await build({
    stdin: { contents: STOCK, resolveDir: path.join(ROOT, 'packages/aws/src') },
    outfile: stock,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    logLevel: 'error',
    banner: { js: 'import { createRequire as r } from "node:module"; const require = r(import.meta.url);' },
  });
  return {
    bare: write('bare.mjs', BARE),
    probe: write('probe.mjs', PROBE),
    warm: write('warm.mjs', WARM),
    door: path.join(functions, 'slack.mjs'),
    desk: path.join(functions, 'desk.mjs'),
    stock,
    bytesAtStart,
  };
}

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-bench-'));
try {
  const made = await bundles(directory);
  const walls: number[] = [];
  const inits: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Who goes first finds the caches colder: they take turns at it.
    const pair = round % 2 === 0 ? [made.bare, made.door] : [made.door, made.bare];
    const wall = new Map(pair.map((bundle) => [bundle, cold(made.probe, bundle, request()).wallMs]));
    walls.push((wall.get(made.door) ?? Number.NaN) / (wall.get(made.bare) ?? Number.NaN));
    const stock = cold(made.probe, made.stock);
    inits.push(cold(made.probe, made.desk).initMs / stock.initMs);
  }
  process.stdout.write(`${ROUNDS} rounds in turns, medians of ratios, Node ${process.versions.node}\n\n`);
  const met = [
    judged('front door, bytes', made.bytesAtStart.slack, MAX_BYTES_AT_START.slack),
    judged('front door, cold process and first request ÷ bare HMAC handler', median(walls), 1.7),
    judged(
      'front door, warm request ÷ bare HMAC handler',
      median(JSON.parse(run(made.warm, [made.bare, made.door], request()))),
      2,
    ),
    judged('desk, bytes loaded at the start', made.bytesAtStart.desk, MAX_BYTES_AT_START.desk),
    judged('desk, init ÷ stock Bolt with eager SDK clients', median(inits), 0.3),
  ];
  process.exitCode = met.every(Boolean) ? 0 : 1;
} finally {
  fs.rmSync(directory, { recursive: true, force: true });
}
