import type { Person } from '../chat/person.ts';
import type { UserId } from '../ids.ts';

/** What people do that costs, or that keeps others from spending. Who approves is a setting of its own. */
export const ACTIONS = ['launch', 'judge', 'host', 'stop', 'override', 'halt'] as const;
export type Action = (typeof ACTIONS)[number];

/** Who may do one thing, everywhere or in one channel. */
export interface ActionRule {
  readonly action: Action;
  /** Undefined for every channel that has no rule of its own. */
  readonly channel: string | undefined;
  readonly people: readonly UserId[];
}

/** The people whom the settings name for an action in a channel: the channel's own rule before the one for all; undefined where none does. */
export function namedFor(
  action: Action,
  channel: string,
  rules: readonly ActionRule[] = [],
): readonly UserId[] | undefined {
  const ofAction = rules.filter((rule) => rule.action === action);
  const rule = ofAction.find((one) => one.channel === channel) ?? ofAction.find((one) => one.channel === undefined);
  return rule?.people;
}

/** Why somebody may not do this here, as a sentence; undefined when they may. Nobody but a full member ever may. */
export function whyNotAct(
  action: Action,
  { person, channel }: { person: Person; channel: string },
  { rules }: { readonly rules?: readonly ActionRule[] | undefined },
): string | undefined {
  if (person.standing !== 'member') return `Only full members of this workspace can ${WORDS[action]}.`;
  const named = namedFor(action, channel, rules);
  if (named === undefined || named.includes(person.id)) return undefined;
  return `In this channel only ${named.map((id) => `<@${id}>`).join(', ')} can ${WORDS[action]}.`;
}

const WORDS: Readonly<Record<Action, string>> = {
  launch: 'launch a job',
  judge: 'have a model judged',
  host: 'have a model hosted',
  stop: 'stop what runs or stands',
  override: 'launch against a diagnosis',
  halt: 'stop all spending',
};
