import type { Person } from '@rung/core/chat/person.ts';
import type { People } from '@rung/core/ports.ts';
import type { WebClient } from '@slack/web-api';

/** Members of the workspace, by users.info at each question; who cannot be looked up is treated as a stranger. */
export function people(client: WebClient, teamId: () => Promise<string>): People {
  return {
    async find(id) {
      const { user } = await client.users.info({ user: id }).catch((error: unknown) => {
        if ((error as { data?: { error?: string } }).data?.error === 'user_not_found') return { user: undefined };
        throw error;
      });
      if (!user) return { id, standing: 'stranger' };
      const ourTeam = await teamId();
      return { id, standing: standingOf({ ...user, ourTeam }), ...(user.tz ? { timeZone: user.tz } : {}) };
    },
  };
}

interface SlackUser {
  readonly ourTeam: string;
  readonly team_id?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
}

function standingOf(user: SlackUser): Person['standing'] {
  if (user.deleted) return 'gone';
  if (user.is_bot) return 'bot';
  if (user.is_stranger || (user.team_id !== undefined && user.team_id !== user.ourTeam)) return 'stranger';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  return 'member';
}
