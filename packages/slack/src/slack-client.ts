import { WebClient } from '@slack/web-api';

/** One client of our workspace, and who we are there, asked once. */
export interface SlackClient {
  readonly client: WebClient;
  teamId(): Promise<string>;
  bot(): Promise<{ botId: string; botUserId: string }>;
}

/** Slack's own client retries for half an hour by default; a function has seconds, and its caller tries again. */
export function slackClient(place: { token: string; apiUrl: string | undefined }): SlackClient {
  const options = {
    timeout: 10_000,
    retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 2000 },
    allowAbsoluteUrls: false,
  };
  const client = new WebClient(place.token, { ...options, ...(place.apiUrl ? { slackApiUrl: place.apiUrl } : {}) });
  let asked: Promise<{ teamId: string; botId: string; botUserId: string }> | undefined;
  const whoAmI = () => {
    asked ??= client.auth
      .test()
      .then(({ team_id = '', bot_id = '', user_id = '' }) => ({ teamId: team_id, botId: bot_id, botUserId: user_id }));
    return asked;
  };
  return {
    client,
    teamId: async () => (await whoAmI()).teamId,
    bot: async () => {
      const { botId, botUserId } = await whoAmI();
      return { botId, botUserId };
    },
  };
}
