import fs from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { awsClients } from '@rung/aws/clients.ts';
import { slackClient } from '@rung/slack/slack-client.ts';
import { processEnv, type RawEnv } from '../env.ts';
import { examine } from './checks.ts';
import type { Finding } from './finding.ts';

const OUTPUTS = path.resolve(import.meta.dirname, '../../.sst/outputs.json');
const SETTINGS = path.resolve(import.meta.dirname, '../../.env');

/**
 * `npm run doctor` looks at what the last deployment from this folder left, as whoever runs it (AWS's usual credentials; Slack's token and
 * secret as SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET; the settings of the deployment from `.env`). It changes nothing. Exit code 1 when something is missing.
 */
export function findings(raw: RawEnv, outputs: Readonly<Record<string, string>>, nowMs = Date.now): Promise<Finding[]> {
  const region = raw['AWS_REGION'] ?? 'us-east-1';
  const endpoint = raw['AWS_ENDPOINT_URL'];
  const token = raw['SLACK_BOT_TOKEN'];
  return examine({
    requestUrl: outputs['slackRequestUrl'],
    table: outputs['table'],
    flows: {
      ...{ launch: outputs['launchFlow'], judge: outputs['judgeFlow'] },
      ...{ evaluate: outputs['evaluateFlow'], host: outputs['hostFlow'], stop: outputs['stopFlow'] },
    },
    region,
    signingSecret: raw['SLACK_SIGNING_SECRET'],
    knowledgeBaseId: outputs['knowledgeBase'] ?? raw['RUNG_KNOWLEDGE_BASE_ID'],
    handbookSource: outputs['handbookSource'],
    watchChannel: raw['RUNG_WATCH_CHANNEL'],
    alarmEmail: raw['RUNG_ALARM_EMAIL'],
    readerModel: raw['RUNG_READER_MODEL'],
    clients: awsClients({ region, ...(endpoint ? { endpoint, credentials: localKeys(raw) } : {}) }),
    slack: token ? slackClient({ token, apiUrl: raw['SLACK_API_URL'] }) : undefined,
    nowMs,
  });
}

/** A deployment reads its settings from this file, so whoever looks at it does too; what the environment says goes first. */
export function withSettings(raw: RawEnv, file: string): RawEnv {
  return { ...(fs.existsSync(file) ? parseEnv(fs.readFileSync(file, 'utf8')) : {}), ...raw };
}

/** Against a local AWS the keys are those of its environment; everywhere else AWS's own client finds them. */
function localKeys(raw: RawEnv): { accessKeyId: string; secretAccessKey: string } {
  return { accessKeyId: raw['AWS_ACCESS_KEY_ID'] ?? '', secretAccessKey: raw['AWS_SECRET_ACCESS_KEY'] ?? '' };
}

const MARKS = { ok: '✓', missing: '✗', optional: '–', unknown: '?' } as const;

/** A line for each finding, and below it what to do. */
export function page(found: readonly Finding[]): string {
  const lines = found.map(({ state, says, fix }) => `${MARKS[state]} ${says}${fix === '' ? '' : `\n    ${fix}`}`);
  const open = found.filter(({ state }) => state === 'missing' || state === 'unknown').length;
  return `${lines.join('\n')}\n\n${open === 0 ? 'Nothing is missing.' : `${open} of ${found.length} to look at, from the top.`}\n`;
}

if (import.meta.main) {
  const outputs = fs.existsSync(OUTPUTS) ? JSON.parse(fs.readFileSync(OUTPUTS, 'utf8')) : {};
  const found = await findings(withSettings(processEnv(), SETTINGS), outputs);
  process.stdout.write(page(found));
  process.exitCode = found.some(({ state }) => state === 'missing') ? 1 : 0;
}
