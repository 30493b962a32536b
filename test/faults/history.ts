import { decideLaunch } from '@rung/app/decide-launch.ts';
import { reconcileLaunches } from '@rung/app/reconcile-launches.ts';
import { requestLaunch } from '@rung/app/request-launch.ts';
import { stopLaunch } from '@rung/app/stop-launch.ts';
import { type LaunchId, launchIdFor, type UserId } from '@rung/core/ids.ts';
import type { Launch } from '@rung/core/launch/launch.ts';
import { isOver, type Telling } from '@rung/core/launch/telling.ts';
import { usd } from '@rung/core/money.ts';
import { DAY_MS, MINUTE_MS } from '@rung/core/time.ts';
import { type StepEvent, takeStep } from '../../functions/launch-step.ts';
import definition from '../../packages/infra/src/launch-flow.asl.json' with { type: 'json' };
import { ANA, BO, FORM } from '../core/launch/plans.ts';
import { walkFlow } from './flow-walker.ts';
import { behindSeam, Crash, type Fault, MOST_EFFECTS, openSeam, type Seam, Unreachable } from './seam.ts';
import {
  CHANNEL,
  createJob,
  described,
  type LaunchDeps,
  named,
  newWorld,
  type Posted,
  portsOf,
  type World,
} from './world.ts';

/** What runs: the product's own use cases, or one of them planted with a bug. */
export interface UseCases {
  readonly request: typeof requestLaunch;
  readonly decide: typeof decideLaunch;
  readonly stop: typeof stopLaunch;
  readonly step: (deps: LaunchDeps, event: StepEvent) => Promise<unknown>;
  readonly reconcile: (deps: LaunchDeps) => Promise<unknown>;
}

export const PRODUCT: UseCases = {
  request: requestLaunch,
  decide: decideLaunch,
  stop: stopLaunch,
  step: takeStep,
  reconcile: reconcileLaunches,
};

/** A bug, planted for a test of the tests: into the ports, the use cases, or the call that makes the job. */
export interface Planted {
  readonly ports?: (ports: LaunchDeps, world: World) => LaunchDeps;
  readonly useCases?: (product: UseCases) => UseCases;
  readonly request?: (request: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

export interface HistoryOptions {
  readonly faults?: readonly Fault[];
  readonly turn?: (name: string) => Promise<void>;
  /** Resolves when nothing moves any more but time. */
  readonly quiet?: () => Promise<unknown>;
  readonly bug?: Planted;
  readonly capUsd?: string;
  /** Reconciles every five minutes, and not only when nothing else would happen. */
  readonly isReconciledAlways?: boolean;
}

export const CY = 'U0CY' as UserId;
const LONGEST_MS = 6 * DAY_MS;
const TICK_MS = 5 * MINUTE_MS;
/** Lambda delivers an asynchronous event three times, and a person presses a form's button as often before giving up. */
const DELIVERIES = 3;

/** One history: a world, the processes that act on it, and the time that passes. */
export class History {
  readonly world: World = newWorld();
  readonly seam: Seam;
  readonly #options: HistoryOptions;
  readonly #useCases: UseCases;
  readonly #timers: { atMs: number; wake: () => void }[] = [];
  #reconciledAtMs = 0;
  /** Processes at work; a doctor that reads pauses between its pages without being idle. */
  #atWork = 0;

  constructor(options: HistoryOptions = {}) {
    this.#options = options;
    this.seam = openSeam({ faults: options.faults ?? [], ...(options.turn ? { turn: options.turn } : {}) });
    this.#useCases = options.bug?.useCases?.(PRODUCT) ?? PRODUCT;
    this.world.run = (id) => void this.#execute(id);
  }

  /** The work of a new process of ours, with everything behind its seam. */
  async #run<T>(work: (deps: LaunchDeps) => Promise<T>): Promise<T> {
    const ports = portsOf(this.world, usd(this.#options.capUsd ?? '500'));
    const effect = this.seam.process();
    this.#atWork++;
    return work(behindSeam(this.#options.bug?.ports?.(ports, this.world) ?? ports, effect))
      .catch((error: unknown) => {
        this.seam.fell.add(effect.process);
        throw error;
      })
      .finally(() => this.#atWork--);
  }

  async #deliver(work: (deps: LaunchDeps) => Promise<unknown>): Promise<boolean> {
    for (let delivery = 0; delivery < DELIVERIES; delivery++) {
      const done = await this.#run(work).then(
        () => true,
        () => false,
      );
      if (done) return true;
    }
    return false;
  }

  request(formId = 'V1', changes: Partial<typeof FORM> = {}): Promise<boolean> {
    const form = { ...FORM, ...changes };
    const asked = {
      requester: ANA,
      channel: CHANNEL,
      rootTs: undefined,
      reason: '',
      personalData: '',
      target: undefined,
    };
    return this.#deliver((deps) => this.#useCases.request(deps, { ...asked, form, formId }));
  }

  /** A click on the newest approval card, with the hash that it shows. */
  decide(decision: 'approve' | 'deny', by: UserId, shownHash?: string): Promise<boolean> {
    const launch = this.waiting();
    if (!launch) return Promise.resolve(false);
    const click = { launchId: launch.id, decision, by, channel: CHANNEL, shownHash: shownHash ?? launch.planHash };
    return this.#deliver((deps) => this.#useCases.decide(deps, click));
  }

  /** The same click on every card that asks, one after the other. */
  async decideAll(decision: 'approve' | 'deny', by: UserId): Promise<void> {
    await this.settle();
    for (const launch of [...this.world.launches.values()])
      if (launch.state === 'awaitingApproval') {
        const click = { launchId: launch.id, decision, by, channel: CHANNEL, shownHash: launch.planHash };
        await this.#deliver((deps) => this.#useCases.decide(deps, click));
      }
  }

  /** Somebody deleted the executions: what they were about to do never happens. */
  forgetWorkflows(): void {
    this.#timers.splice(0);
    for (const id of this.world.executions.keys()) this.world.executions.set(id, 'ended');
  }

  stop(by: UserId, id: LaunchId): Promise<boolean> {
    return this.#deliver((deps) => this.#useCases.stop(deps, { launchId: id, by, channel: CHANNEL }));
  }

  /** Begins with a launch whose preflight is through. */
  async fromChecked(): Promise<void> {
    const { launch, telling, post } = await checked();
    this.world.launches.set(launch.id, launch);
    this.world.tellings.set(launch.id, telling);
    this.world.posts.push({ ...post, cards: [...post.cards] });
    await portsOf(this.world).flow.start(launch.id);
  }

  reconcile(): Promise<boolean> {
    this.#reconciledAtMs = this.world.nowMs;
    return this.#run((deps) => this.#useCases.reconcile(deps)).then(
      () => true,
      () => false,
    );
  }

  /** The launch whose approval card people see. */
  waiting(): Extract<Launch, { state: 'awaitingApproval' }> | undefined {
    const shown = this.world.posts.map(({ cards }) => cards.at(-1));
    for (const card of shown.toReversed())
      if (card?.kind === 'launch' && card.launch.state === 'awaitingApproval') return card.launch;
    return undefined;
  }

  launch(formId = 'V1'): Launch | undefined {
    return this.world.launches.get(launchIdFor({ user: ANA, formId }));
  }

  async settle(): Promise<void> {
    for (let before = -1; before !== this.seam.count() || this.#atWork > 0; ) {
      before = this.seam.count();
      await (this.#options.quiet?.() ?? new Promise((resolve) => setImmediate(resolve)));
    }
  }

  /** Lets time pass until `isReached`; false when days did not do. */
  async until(isReached: () => boolean): Promise<boolean> {
    const endsAtMs = this.world.nowMs + LONGEST_MS;
    for (;;) {
      await this.settle();
      if (isReached()) return true;
      if (this.world.nowMs > endsAtMs || this.seam.count() > MOST_EFFECTS) return false;
      await this.#pass();
    }
  }

  /** The next thing that time brings: a timer, or the reconciler where no timer is near. */
  async #pass(): Promise<void> {
    const next = this.#timers.toSorted((a, b) => a.atMs - b.atMs)[0];
    const tickAtMs = this.#options.isReconciledAlways
      ? Math.max(this.world.nowMs, this.#reconciledAtMs + TICK_MS)
      : this.world.nowMs + TICK_MS;
    if (next && next.atMs <= tickAtMs) {
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.world.nowMs = Math.max(this.world.nowMs, next.atMs);
      next.wake();
      return;
    }
    this.world.nowMs = tickAtMs;
    const run = this.reconcile();
    if (!this.#options.turn) await run;
  }

  /** Everything is over and told; at most an hour after the end. */
  async toTheEnd(): Promise<void> {
    await this.until(() => [...this.world.launches.values()].every(isOver));
    for (let tick = 0; tick < 12 && !this.#isTold(); tick++) {
      this.world.nowMs += TICK_MS;
      void this.reconcile();
      await this.settle();
    }
  }

  #isTold(): boolean {
    return [...this.world.tellings.values()].every(({ isClosed }) => isClosed);
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.#timers.push({ atMs: this.world.nowMs + ms, wake }));
  }

  async #execute(id: LaunchId): Promise<void> {
    let tokens = 0;
    await walkFlow(
      definition,
      {
        sleep: (seconds) => this.#sleep(seconds * 1000),
        step: (payload) => this.#step(payload),
        stepWithToken: async (payload, timeoutSeconds) => {
          const token = `${id}#${tokens++}`;
          const woken = new Promise<void>((resolve) => this.world.tokens.set(token, resolve));
          await this.#step(payload(token)).catch((error: unknown) => {
            this.world.tokens.delete(token);
            throw error;
          });
          const late = this.#sleep(timeoutSeconds * 1000).then(() => Promise.reject(named('States.Timeout')));
          await Promise.race([woken, late]);
          return {};
        },
        act: (_, request) => this.#train(request),
      },
      { launchId: id, stepFunction: 'step' },
    ).catch(() => undefined);
    this.world.executions.set(id, 'ended');
  }

  #step(payload: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#run((deps) => this.#useCases.step(deps, payload as unknown as StepEvent));
  }

  async #train(given: Readonly<Record<string, unknown>>): Promise<void> {
    const request = this.#options.bug?.request?.(given) ?? given;
    const effect = this.seam.process();
    const job = await effect('bedrock.create', async () => createJob(this.world, request)).catch((error: unknown) => {
      this.seam.fell.add(effect.process);
      throw error instanceof Crash ? new Unreachable('bedrock.create') : error;
    });
    for (;;) {
      const status = described(this.world, job)?.status;
      if (status === 'Completed') return;
      if (status === 'Stopped') throw named('States.TaskFailed', 'Stopped');
      await this.#sleep(MINUTE_MS);
    }
  }
}

/** The journey that most launches take: asked for, approved by a second person, trained, told. */
export async function ordinaryLaunch(options: HistoryOptions = {}): Promise<History> {
  const history = new History(options);
  await history.request();
  return approved(history);
}

/** The same from where preflight has read the data: reading takes most of a history's time, and its faults have a sweep of their own. */
export async function launchFromChecked(options: HistoryOptions = {}): Promise<History> {
  const history = new History(options);
  await history.fromChecked();
  return approved(history);
}

async function approved(history: History): Promise<History> {
  await history.until(() => history.waiting() !== undefined || isSettled(history.launch()));
  // Whose click was lost three times is told so, and clicks again.
  if (!(await history.decide('approve', BO))) await history.decide('approve', BO);
  await history.toTheEnd();
  return history;
}

const isSettled = (launch: Launch | undefined) => launch === undefined || isOver(launch);

let kept: Promise<Checked> | undefined;

interface Checked {
  readonly launch: Launch;
  readonly telling: Telling;
  readonly post: Posted;
}

/** A launch whose preflight is through, made by the product itself, once. */
function checked(): Promise<Checked> {
  kept ??= (async () => {
    const found: { checked?: Checked } = {};
    const remember = (ports: LaunchDeps, world: World): LaunchDeps => ({
      ...ports,
      launches: {
        ...ports.launches,
        async move(to, budget) {
          const moved = await ports.launches.move(to, budget);
          const [telling, post] = [world.tellings.get(to.id), world.posts[0]];
          if (to.state === 'checked' && telling && post) found.checked = structuredClone({ launch: to, telling, post });
          return moved;
        },
      },
    });
    await ordinaryLaunch({ bug: { ports: remember } });
    if (!found.checked) throw new Error('no launch was checked');
    return found.checked;
  })();
  return kept;
}
