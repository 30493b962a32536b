import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { manifest, NO_URL_YET } from '@rung/slack/manifest.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FILE = path.join(ROOT, 'packages/slack/manifest.json');
const USAGE = 'npm run --silent manifest [-- --url https://… | -- --write]';

/**
 * `npm run manifest` prints the Slack app's manifest with the URL of the last deployment from here, or the one given; `--write` renews
 * `packages/slack/manifest.json`, which has none yet.
 */
export function manifestText(requestUrl: string): string {
  return `${JSON.stringify(manifest(requestUrl), null, 2)}\n`;
}

/** Slack takes https addresses only; a deployment's outputs are what SST writes after it. */
export function requestUrl(given: string | undefined, outputs: string | undefined): string {
  const url = given ?? (JSON.parse(outputs ?? '{}') as { slackRequestUrl?: string }).slackRequestUrl;
  if (url === undefined)
    throw new UsageError('Nothing was deployed from this folder, so no URL is known. Deploy first, or give one.');
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw new UsageError(`"${url}" is no https address, and Slack sends to nothing else.`);
  return new URL(url).href;
}

class UsageError extends Error {}

function run(): void {
  const { values } = parseArgs({ options: { url: { type: 'string' }, write: { type: 'boolean' } } });
  if (values.write) {
    fs.writeFileSync(FILE, manifestText(NO_URL_YET));
    return;
  }
  const outputs = path.join(ROOT, '.sst/outputs.json');
  const known = fs.existsSync(outputs) ? fs.readFileSync(outputs, 'utf8') : undefined;
  process.stdout.write(manifestText(requestUrl(values.url, known)));
}

if (import.meta.main)
  try {
    run();
  } catch (error) {
    const { message = '', code = '' } = error as { message?: string; code?: string };
    if (!(error instanceof UsageError) && !code.startsWith('ERR_PARSE_ARGS')) throw error;
    console.error(`${message}\nUsage: ${USAGE}`);
    process.exitCode = 1;
  }
