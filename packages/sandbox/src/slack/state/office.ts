import type { Courier } from '../deliver/courier.ts';
import type { SlackOptions } from '../slack-options.ts';
import type { Assistant } from './assistant.ts';
import type { Bulletin } from './bulletin.ts';
import type { Conversations } from './conversations.ts';
import type { Files } from './files.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Streams } from './streams.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';

/** What the API, the deliveries and the people's hands share: one workspace. */
export interface Office {
  readonly options: SlackOptions;
  readonly bulletin: Bulletin;
  readonly conversations: Conversations;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly files: Files;
  readonly assistant: Assistant;
  readonly streams: Streams;
  readonly courier: Courier;
  /** "http://127.0.0.1:PORT", known once the server listens. */
  readonly origin: () => string;
}
