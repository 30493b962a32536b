import { ASSISTANT } from './assistant.ts';
import { CHAT } from './chat.ts';
import { CONVERSATIONS } from './conversations.ts';
import { FILES } from './files.ts';
import type { Method } from './method.ts';
import { REACTIONS } from './reactions.ts';
import { STREAMING } from './streaming.ts';
import { USERS } from './users.ts';
import { VALIDATE } from './validate.ts';
import { VIEWS } from './views.ts';

/** Every Web API method that the local Slack does. What it does not do is in `../coverage.ts`. */
export const METHODS: Readonly<Record<string, Method>> = {
  'api.test': () => ({}),
  ...ASSISTANT,
  ...CHAT,
  ...CONVERSATIONS,
  ...FILES,
  ...REACTIONS,
  ...STREAMING,
  ...USERS,
  ...VALIDATE,
  ...VIEWS,
};

/** Methods that need no token. */
export const OPEN_METHODS: ReadonlySet<string> = new Set(['api.test', 'blocks.validate']);
