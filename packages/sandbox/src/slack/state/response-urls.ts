import { randomBytes } from 'node:crypto';
import type { SandboxClock } from '../../kit/clock.ts';
import { SlackError } from '../slack-error.ts';
import { newId } from './ids.ts';

/** Where answers through a response_url go. */
export interface Answering {
  readonly channel: string;
  readonly user: string;
  /** The message that was clicked in, for `replace_original` and `delete_original`. */
  readonly ts?: string;
}

/** docs.slack.dev/interactivity/handling-user-interaction, "message responses". */
const USES = 5;
const LIFE_MS = 30 * 60_000;

interface Issued extends Answering {
  readonly issuedMs: number;
  uses: number;
}

export class ResponseUrls {
  readonly #clock: SandboxClock;
  readonly #teamId: string;
  readonly #issued = new Map<string, Issued>();

  constructor(clock: SandboxClock, teamId: string) {
    this.#clock = clock;
    this.#teamId = teamId;
  }

  /** The path of a new response_url. */
  issue(kind: 'commands' | 'actions', answering: Answering): string {
    const path = `/${kind}/${this.#teamId}/${newId('')}/${randomBytes(12).toString('base64url')}`;
    this.#issued.set(path, { ...answering, issuedMs: this.#clock.nowMs(), uses: 0 });
    return path;
  }

  /** One use of the URL, or the 404 that Slack answers once it is worn out. */
  use(path: string): Answering {
    const issued = this.#issued.get(path);
    if (!issued) throw new SlackError('invalid_url', { status: 404 });
    if (this.#clock.nowMs() - issued.issuedMs > LIFE_MS) throw new SlackError('expired_url', { status: 404 });
    if (issued.uses >= USES) throw new SlackError('used_url', { status: 404 });
    issued.uses += 1;
    return issued;
  }
}
