import type { SandboxClock } from '../kit/clock.ts';
import type { Channel, Eyes, Hands, Person, UserGroup } from './workspace.ts';

export interface SlackOptions {
  /** 0 or absent takes any free port. */
  readonly port?: number;
  readonly clock: SandboxClock;
  /** Channels, messages and files outlive the process in this file; views, ephemeral messages and triggers do not. */
  readonly stateFile?: string;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly teamId: string;
  readonly app: AppOptions;
  readonly people: readonly Person[];
  /** Ordinary channels; `members` are people. */
  readonly channels: readonly Channel[];
  readonly commands: readonly { readonly command: string }[];
  readonly shortcuts: readonly { readonly callbackId: string }[];
  readonly userGroups?: readonly UserGroup[];
  /** A workspace that charts have not been rolled out to: `data_visualization` is an unknown block type there. */
  readonly rolloutOff?: boolean;
}

interface AppOptions {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly botUserId: string;
  readonly botId: string;
  /** Scopes of the bot's token, which Slack names in a header of its answers; none are named when absent. */
  readonly scopes?: readonly string[];
  /** Ids of the channels that the app has been invited to. */
  readonly invitedTo: readonly string[];
  /** One URL for events, commands and interactivity; asked at every delivery. */
  readonly requestUrl: () => string;
}

/** The local Slack: what people do, what they see, and the Web API that the app calls. */
export interface Slack extends Hands, Eyes {
  /** "http://127.0.0.1:PORT/api/", for a WebClient's `slackApiUrl`. */
  readonly apiUrl: string;
  /** Resolves when no delivery is under way; a retry that waits for its time is not under way. */
  idle(): Promise<void>;
  /** The next call of this method is answered with HTTP 429 and this Retry-After. */
  throttleNext(throttle: { method: string; retryAfterSeconds: number }): void;
  /** From now on the Web API answers nothing but HTTP 503, or answers again. */
  outage(isOut: boolean): void;
  /** From now on the Web API does what it is asked and says so this many real milliseconds later. */
  slow(delayMs: number): void;
  /** What happens when a request URL is saved in an app's settings: true when the app answers the challenge. */
  verifyUrl(): Promise<boolean>;
  close(): Promise<void>;
}

/** The workspace's web address name. */
export const TEAM_DOMAIN = 'rung-local';
export const TEAM_NAME = 'Rung local';
/** The team of people who are in a channel through Slack Connect. */
export const STRANGER_TEAM_ID = 'T0STRANGERS';
/** The account that Slack itself speaks with. */
export const SLACKBOT = 'USLACKBOT';
