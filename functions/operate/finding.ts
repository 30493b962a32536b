import type { AwsClients } from '@rung/aws/clients.ts';
import { failureKind } from '@rung/aws/failure.ts';
import type { SlackClient } from '@rung/slack/slack-client.ts';

/** What was looked at and what it is; `unknown` where the look itself did not work, which is not the same as missing. */
export interface Finding {
  /** `optional`: Rung works without it, and the finding says what does not. */
  readonly state: 'ok' | 'missing' | 'optional' | 'unknown';
  readonly says: string;
  /** What to do; empty where nothing is to be done. */
  readonly fix: string;
}

export const FLOW_NAMES = ['launch', 'judge', 'evaluate', 'host', 'stop'] as const;
export type FlowName = (typeof FLOW_NAMES)[number];

/** A stage as its deployment left it; undefined where it left nothing. */
export interface Stage {
  readonly requestUrl: string | undefined;
  readonly table: string | undefined;
  /** ARN of each workflow. */
  readonly flows: Readonly<Record<FlowName, string | undefined>>;
  readonly region: string;
  readonly signingSecret: string | undefined;
  readonly knowledgeBaseId: string | undefined;
  /** What fills it, where it is Rung's own. */
  readonly handbookSource: string | undefined;
  readonly watchChannel: string | undefined;
  readonly alarmEmail: string | undefined;
  readonly readerModel: string | undefined;
  readonly clients: AwsClients;
  readonly slack: SlackClient | undefined;
  nowMs(): number;
}

export const ok = (says: string): Finding => ({ state: 'ok', says, fix: '' });
export const missing = (says: string, fix: string): Finding => ({ state: 'missing', says, fix });

/** Something that AWS refused to tell is unknown; what it does not know is missing. */
export function sorted(error: unknown, of: { missing: Finding; looked: string }): Finding {
  const kind = failureKind(error);
  if (kind === 'missing') return of.missing;
  const fix = kind === 'denied' ? 'Run this with a role that may read it.' : againOrLogIn(error);
  return { state: 'unknown', says: `${of.looked} could not be looked at (${(error as Error).name}).`, fix };
}

/** Whoever runs this brings AWS's usual credentials; without any, every look at AWS ends the same way. */
const againOrLogIn = (error: unknown) =>
  (error as Error).name === 'CredentialsProviderError'
    ? 'Put AWS credentials into your shell (aws login, or AWS_PROFILE=…), and run this again.'
    : 'Run this again.';

export const DEPLOY = 'npm run deploy -- --stage production';
