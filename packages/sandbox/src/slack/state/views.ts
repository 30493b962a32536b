import { LIMITS } from '../block-kit/limits.ts';
import type { Members } from '../block-kit/rules.ts';
import { SlackError } from '../slack-error.ts';
import type { SlackOptions } from '../slack-options.ts';
import type { Bulletin } from './bulletin.ts';
import { fillIds } from './fill-ids.ts';
import { newHash, newId } from './ids.ts';
import { toView, type ViewRecord } from './view-payload.ts';

/** Modal stacks and Homes, a stack and a Home per person. */
export class Views {
  readonly #options: SlackOptions;
  readonly #bulletin: Bulletin;
  readonly #stacks = new Map<string, ViewRecord[]>();
  readonly #homes = new Map<string, ViewRecord>();

  constructor(options: SlackOptions, bulletin: Bulletin) {
    this.#options = options;
    this.#bulletin = bulletin;
  }

  stack(user: string): readonly ViewRecord[] {
    return this.#stacks.get(user) ?? [];
  }

  home(user: string): ViewRecord | undefined {
    return this.#homes.get(user);
  }

  find(viewId: string): ViewRecord | undefined {
    return this.#all().find(({ id }) => id === viewId);
  }

  findExternal(externalId: string): ViewRecord | undefined {
    return this.#all().find(({ sent }) => sent['external_id'] === externalId);
  }

  #all(): ViewRecord[] {
    return [...[...this.#stacks.values()].flat(), ...this.#homes.values()];
  }

  /** A new modal; whatever modal was open is gone. */
  open(user: string, sent: Members): ViewRecord {
    this.#refuseTakenName(sent);
    const id = newId('V');
    const record = this.#record({ id, user, rootId: id, previousId: null, entered: {} }, sent);
    for (const gone of this.stack(user).toReversed()) this.#bulletin.emit({ type: 'view-closed', view: toView(gone) });
    this.#stacks.set(user, [record]);
    this.#bulletin.emit({ type: 'view-opened', view: toView(record) });
    return record;
  }

  /** A modal on top of the one that is open. */
  push(user: string, sent: Members): ViewRecord {
    const stack = this.stack(user);
    const top = stack.at(-1);
    if (!top) throw new SlackError('not_found');
    if (stack.length >= LIMITS.modalStack) throw new SlackError('push_limit_reached');
    this.#refuseTakenName(sent);
    const record = this.#record({ id: newId('V'), user, rootId: top.rootId, previousId: top.id, entered: {} }, sent);
    this.#stacks.set(user, [...stack, record]);
    this.#bulletin.emit({ type: 'view-opened', view: toView(record) });
    return record;
  }

  /** New contents; what was entered stays where block and action ids stay. */
  update(record: ViewRecord, sent: Members): ViewRecord {
    if (sent['external_id'] !== record.sent['external_id']) this.#refuseTakenName(sent);
    const next = this.#record(record, sent);
    this.#put(next);
    this.#bulletin.emit({ type: 'view-updated', view: toView(next) });
    return next;
  }

  publish(user: string, sent: Members): ViewRecord {
    const known = this.#homes.get(user);
    const id = known?.id ?? newId('V');
    const record = this.#record({ id, user, rootId: id, previousId: null, entered: {} }, sent);
    this.#homes.set(user, record);
    this.#bulletin.emit({ type: 'home-published', view: toView(record) });
    return record;
  }

  /** What the person has entered; the hash stays, because the app did nothing. */
  enter(record: ViewRecord, entered: ViewRecord['entered']): ViewRecord {
    const next = { ...record, entered: { ...record.entered, ...entered } };
    this.#put(next);
    return next;
  }

  /** Closes this view and those on top of it; with `all`, the whole stack. */
  close({ user, id }: ViewRecord, { all }: { all: boolean }): void {
    const stack = this.stack(user);
    const from = all ? 0 : stack.findIndex((view) => view.id === id);
    if (from < 0) return;
    this.#stacks.set(user, stack.slice(0, from));
    for (const view of stack.slice(from).reverse()) this.#bulletin.emit({ type: 'view-closed', view: toView(view) });
  }

  #put(record: ViewRecord): void {
    if (record.sent.type === 'home') return void this.#homes.set(record.user, record);
    const stack = this.stack(record.user).map((view) => (view.id === record.id ? record : view));
    this.#stacks.set(record.user, stack);
  }

  #record(place: Omit<ViewRecord, 'sent' | 'hash'>, sent: Members): ViewRecord {
    const filled = { ...sent, blocks: fillIds(sent['blocks'] as Members[]) } as unknown as ViewRecord['sent'];
    return { ...place, sent: filled, hash: newHash(this.#options.clock) };
  }

  #refuseTakenName(sent: Members): void {
    const name = sent['external_id'];
    if (name && this.findExternal(String(name))) throw new SlackError('duplicate_external_id');
  }
}
