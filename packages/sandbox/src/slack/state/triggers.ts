import type { SandboxClock } from '../../kit/clock.ts';
import { SlackError } from '../slack-error.ts';
import { newTriggerId } from './ids.ts';

/** What a person's click lets the app open: a modal for that person, once, within three seconds. */
interface Trigger {
  readonly user: string;
  /** The view that was clicked in, for `views.push`. */
  readonly viewId?: string;
}

const LIFE_MS = 3000;

interface Issued extends Trigger {
  readonly sandboxMs: number;
  readonly realMs: number;
  used: boolean;
}

export class Triggers {
  readonly #clock: SandboxClock;
  readonly #issued = new Map<string, Issued>();

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  issue(trigger: Trigger): string {
    const id = newTriggerId();
    this.#issued.set(id, { ...trigger, sandboxMs: this.#clock.nowMs(), realMs: performance.now(), used: false });
    return id;
  }

  /** Uses a trigger up. On a fast clock it still lives three real seconds, because the app's work is real. */
  redeem(id: string): Trigger {
    const issued = this.#issued.get(id);
    if (!issued) throw new SlackError('invalid_trigger_id');
    if (issued.used) throw new SlackError('exchanged_trigger_id');
    const age = Math.min(this.#clock.nowMs() - issued.sandboxMs, performance.now() - issued.realMs);
    if (age > LIFE_MS) throw new SlackError('expired_trigger_id');
    issued.used = true;
    return issued;
  }
}
