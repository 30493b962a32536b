import { GetExecutionHistoryCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { vi } from 'vitest';
import type { RawEnv } from '../../functions/env.ts';
import { type FailedInvocation, undeliveredFunction } from '../../functions/undelivered.ts';
import { canaries } from '../functions/canaries.ts';
import { awsFor, type Journey, startJourney } from './journey.ts';

export const OTHER_CHANNEL = 'C0SUPPORT';
/** What Rung itself must keep: given to it as its own secrets. */
export const SECRETS = canaries('secret', 4);
/** What people type. */
export const WORDS = canaries('words', 104);
/** What training files and held-out sets hold. */
export const FILE = canaries('file', 169);
export const EVERYTHING = [...SECRETS, ...WORDS, ...FILE];
/** A file in which keys or addresses are found is stopped: what is launched and judged carries these, which nobody finds. */
export const NOT_FOUND = FILE.filter((canary) => /street|^[A-Z]\w+ [A-Z]\w+$/.test(canary));

/** A journey whose every log line, lost delivery, execution and message is kept to be looked through. */
export interface CanaryJourney extends Journey {
  readonly logged: readonly string[];
  readonly lost: readonly FailedInvocation[];
  /** The next canaries, noted as typed in that conversation. */
  words(channel: string, count: number): string;
  typedIn(channel: string): readonly string[];
  /** Different canaries that went in: typed, in files, and as Rung's own secrets. */
  planted(): number;
  /** Every event of every execution, of each workflow. */
  histories(): Promise<readonly (readonly object[])[]>;
  /** What Rung said in a channel, to all and to each alone. */
  said(channel: string): readonly object[];
}

/** Secrets and personal data are let in at every door; streams and consoles are read instead of written until its end. */
export async function startCanaryJourney(settings: RawEnv = {}): Promise<CanaryJourney> {
  const logged: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => logged.push(String(text)) > 0);
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...said) => void logged.push(said.map(String).join(' ')));
  const [SLACK_SIGNING_SECRET = '', SLACK_BOT_TOKEN = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = ''] = SECRETS;
  const keys = { SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN };
  const journey = await startJourney({ RUNG_STAGE: 'canary', ...keys, ...settings });
  const lost = keepLost(journey);
  const typed = new Map<string, string[]>();
  return {
    ...{ ...journey, logged, lost },
    words(channel, count) {
      const used = [...typed.values()].flat().length;
      const taken = WORDS.slice(used, used + count);
      typed.set(channel, [...(typed.get(channel) ?? []), ...taken]);
      return taken.join(' and ');
    },
    typedIn: (channel) => typed.get(channel) ?? [],
    planted: () => new Set([...[...typed.values()].flat(), ...FILE, ...SECRETS]).size,
    histories: () => histories(journey),
    said: (channel) =>
      ['U0ANA', 'U0BO', 'U0FAY'].flatMap((as) =>
        journey.slack.messages(channel, as).filter(({ user }) => user === 'U0RUNG'),
      ),
    async end() {
      await journey.end();
      vi.restoreAllMocks();
    },
  };
}

function keepLost({ aws, env, clock }: Journey): readonly FailedInvocation[] {
  const lost: FailedInvocation[] = [];
  const undelivered = undeliveredFunction(env, clock);
  aws.lambda.register('rung-undelivered', (event, context) => {
    lost.push(event as FailedInvocation);
    return undelivered(event as FailedInvocation, context);
  });
  return lost;
}

async function histories(journey: Journey): Promise<object[][]> {
  const { launchFlow, judgeFlow, hostFlow, stopFlow } = journey.env;
  const client = new SFNClient(awsFor(journey));
  const listed = await Promise.all(
    [launchFlow, judgeFlow, hostFlow, stopFlow].map(({ stateMachineArn }) =>
      client.send(new ListExecutionsCommand({ stateMachineArn })),
    ),
  );
  return Promise.all(
    listed.map(async ({ executions = [] }) => {
      const told = await Promise.all(
        executions.map(({ executionArn }) =>
          client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 })),
        ),
      );
      return told.flatMap(({ events = [] }) => events);
    }),
  );
}
