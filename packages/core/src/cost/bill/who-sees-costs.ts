import type { Person } from '../../chat/person.ts';
import type { UserId } from '../../ids.ts';

/** Why somebody may not see what the team spends; undefined when they may. */
export function whyNotSeeCosts({ standing }: Person): string | undefined {
  return standing === 'member'
    ? undefined
    : 'What this team spends is shown to full members of its workspace only, not to guests or people from a shared channel.';
}

/** Why somebody may not state what credits there are; undefined when they may: approvers, or every full member where none are named. */
export function whyNotStateCredits(person: Person, approvers: readonly UserId[]): string | undefined {
  const refused = whyNotSeeCosts(person);
  if (refused !== undefined || approvers.length === 0 || approvers.includes(person.id)) return refused;
  return `Stating credits takes one of ${approvers.map((id) => `<@${id}>`).join(', ')}.`;
}
