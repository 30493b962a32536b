import type {
  Channel,
  DeliveryOutcome,
  ElementState,
  FormValues,
  Message,
  Person,
  SubmitOutcome,
  SuggestOutcome,
  UserGroup,
  View,
  WorkspaceEvent,
} from '../slack/workspace.ts';

/**
 * What the playground page and its server say to each other: JSON over these paths of the page's own origin.
 * POST bodies are the `Hands` arguments of `workspace.ts`; answers carry `{ok: true, …}` or `{ok: false, error}` (a sentence for a person).
 */
export const PATHS = {
  /** GET → `PageState`. */
  state: '/playground/state',
  /** GET `?channel=C…&as=U…` → `{messages: Message[]}`. */
  messages: '/playground/messages',
  /** GET `?as=U…` → `{views: View[], home?: View}`. */
  views: '/playground/views',
  /** GET, server-sent events: each `data:` is a `PageEvent`. */
  events: '/playground/events',
  /** POST `Hands.say` → `{message}`. */
  say: '/playground/say',
  /** POST `Hands.command` → `{outcome: DeliveryOutcome}`. */
  command: '/playground/command',
  /** POST `Hands.act` → `{outcome}`. */
  act: '/playground/act',
  /** POST `Hands.actInView` → `{outcome}`. */
  actInView: '/playground/act-in-view',
  /** POST `Hands.submit` → `{outcome: SubmitOutcome}`. */
  submit: '/playground/submit',
  /** POST `Hands.closeView`. */
  closeView: '/playground/close-view',
  /** POST `Hands.shortcut` → `{outcome}`. */
  shortcut: '/playground/shortcut',
  /** POST `Hands.openApp`. */
  openApp: '/playground/open-app',
  /** POST `Hands.suggest` → `{outcome: SuggestOutcome}`. */
  suggest: '/playground/suggest',
  /** POST `ClockChange` → `{clock: ClockState}`. */
  clock: '/playground/clock',
  /** POST `?name=train.jsonl`, raw bytes → `{uri, bytes}`: puts a file into the local S3. */
  dataset: '/playground/dataset',
  /** GET → `{files: StoredFile[]}`: what lies in the local S3. */
  files: '/playground/files',
  /** POST `{name, modelUnits, commitment: 'none' | 'OneMonth'}` → `{arn}`: a Provisioned Throughput that nobody uses. */
  throughput: '/playground/throughput',
  /** GET → `{throughputs: ThroughputState[]}`. */
  throughputs: '/playground/throughputs',
  /** POST `{arn, requests}`: invocations of that throughput now. */
  traffic: '/playground/traffic',
} as const;

export interface ClockState {
  /** Sandbox time, epoch milliseconds, when the answer was written. */
  readonly nowMs: number;
  /** Sandbox seconds per real second. */
  readonly speed: number;
}

export type ClockChange = { readonly speed: number } | { readonly skipMs: number };

export interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
  /** What may follow, for completion: `{text: 'launch', description: 'Launch a customization job'}`. */
  readonly completions: readonly { readonly text: string; readonly description: string }[];
}

export interface MessageShortcut {
  readonly callbackId: string;
  readonly name: string;
}

export interface PageState {
  /** Name of the workspace. */
  readonly workspace: string;
  readonly people: readonly Person[];
  readonly userGroups: readonly UserGroup[];
  readonly channels: readonly Channel[];
  readonly app: { readonly userId: string; readonly name: string; readonly description: string };
  readonly commands: readonly SlashCommand[];
  readonly shortcuts: readonly MessageShortcut[];
  readonly clock: ClockState;
  /** Where dropped files go ("s3://rung-data/"). */
  readonly bucketUri: string;
}

/** A file in the local S3. */
export interface StoredFile {
  readonly uri: string;
  readonly bytes: number;
  /** Sandbox time, epoch milliseconds. */
  readonly modifiedAt: number;
}

export interface ThroughputState {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly createdAtMs: number;
  readonly requestsLastHour: number;
}

export type PageEvent = WorkspaceEvent | { readonly type: 'clock'; readonly clock: ClockState };

export type Answer<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly error: string };
export type {
  Channel,
  DeliveryOutcome,
  ElementState,
  FormValues,
  Message,
  Person,
  SubmitOutcome,
  SuggestOutcome,
  View,
};
