import type { Person } from '../../chat/person.ts';

/** Why somebody may not see what the team spends; undefined when they may. */
export function whyNotSeeCosts({ standing }: Person): string | undefined {
  return standing === 'member'
    ? undefined
    : 'What this team spends is shown to full members of its workspace only, not to guests or people from a shared channel.';
}
