import type { Person } from '../chat/person.ts';

/** Where somebody is in Slack, as far as a launch's card could stand there. */
export type Channel = 'ours' | 'private-message' | 'shared' | 'unseen';

/** Why a launch cannot be asked for by this person in this place; undefined when it can. */
export function mayLaunchFrom(channel: Channel, { standing }: Person): string | undefined {
  if (standing !== 'member') return NOT_A_MEMBER[standing];
  return channel === 'ours' ? undefined : NOT_HERE[channel];
}

const NOT_A_MEMBER: Readonly<Record<Exclude<Person['standing'], 'member'>, string>> = {
  guest: 'Guests cannot launch: a launch spends the company’s money. Ask a full member of this workspace to launch it.',
  stranger:
    'Only members of this workspace can launch, because it pays. Ask somebody who belongs to it, or launch from the Rung of your own.',
  bot: 'Only people launch. A launch needs somebody who answers for it.',
  gone: 'This account is deactivated, so nobody would answer for the launch.',
};

const NOT_HERE: Readonly<Record<Exclude<Channel, 'ours'>, string>> = {
  'private-message':
    'Launch from a channel. A second person has to see the card and say yes, and nobody else reads this conversation.',
  shared:
    'This channel is shared with another company, and the card would show them your data’s address, its findings and its cost. Launch from a channel that only your own company reads.',
  unseen: 'I am not in this channel, so the card could not stand here. Invite me with `/invite`, and launch again.',
};
