import { manifest, NO_URL_YET } from '@rung/slack/manifest.ts';
import { DEPLOY, type Finding, missing, ok, type Stage, sorted } from './finding.ts';

export async function checkSlackApp({ slack }: Stage): Promise<Finding> {
  if (!slack)
    return missing('SLACK_BOT_TOKEN is not set.', 'Slack: Install App shows the token that begins with xoxb-.');
  const fix = 'Slack: App Manifest, paste `npm run --silent manifest`, then Install App again.';
  const answer = await slack.client.auth
    .test()
    .catch((error: { data?: { error?: string } }) => error.data?.error ?? '');
  if (typeof answer === 'string')
    return ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked'].includes(answer)
      ? missing(`Slack refuses the token (${answer}).`, 'Slack: Install App, copy the token again and set the secret.')
      : { state: 'unknown', says: 'Slack could not be asked.', fix: 'Run this again.' };
  const granted = answer.response_metadata?.scopes;
  if (!granted) return { state: 'unknown', says: 'Slack did not say which scopes the token has.', fix };
  const absent = manifest(NO_URL_YET).oauth_config.scopes.bot.filter((scope) => !granted.includes(scope));
  return absent.length === 0
    ? ok('Slack takes the token, and it has every scope of the manifest.')
    : missing(`The token lacks ${absent.join(', ')}.`, fix);
}

/**
 * Rung may not list a channel's members, so it whispers to itself: Slack refuses that where it is not in the channel, and shows it to nobody
 * where it is.
 */
export async function checkWatchChannel({ slack, watchChannel: channel }: Stage): Promise<Finding> {
  if (channel === undefined)
    return missing('RUNG_WATCH_CHANNEL is not set.', 'Put the id of a channel (C…) into .env, then deploy.');
  if (!slack)
    return { state: 'unknown', says: `Whether Rung is in ${channel} was not looked at.`, fix: 'Set SLACK_BOT_TOKEN.' };
  const whisper = slack
    .bot()
    .then(({ botUserId }) => slack.client.chat.postEphemeral({ channel, user: botUserId, text: 'npm run doctor' }));
  const refusal = await whisper.then(
    () => undefined,
    (error: { data?: { error?: string } }) => error.data?.error ?? 'no answer',
  );
  const says = `Rung is not in ${channel}, so nobody hears of idle hostings (${refusal}).`;
  switch (refusal) {
    case undefined:
      return ok('Rung is in the channel that hears of idle hostings.');
    case 'not_in_channel':
    case 'user_not_in_channel':
    case 'channel_not_found':
      return missing(
        says,
        'Write /invite @rung there; if the channel is another one: RUNG_WATCH_CHANNEL, then deploy.',
      );
    case 'is_archived':
      return missing(says, 'Unarchive it, or name another one in RUNG_WATCH_CHANNEL and deploy.');
    default:
      return {
        state: 'unknown',
        says: `Whether Rung is in ${channel} could not be looked at (${refusal}).`,
        fix: 'Run this again.',
      };
  }
}

/** Slack does not tell a bot what it is subscribed to, so the evidence is a delivery that came. */
export async function checkEvents({ table, clients, nowMs }: Stage): Promise<Finding> {
  if (table === undefined) return missing('There is no table yet.', DEPLOY);
  const { QueryCommand } = await import('@aws-sdk/client-dynamodb');
  const client = await clients.dynamo();
  const command = new QueryCommand({
    TableName: table,
    IndexName: 'by-kind',
    KeyConditionExpression: 'kind = :kind AND #at > :since',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':kind': { S: 'delivery' }, ':since': { N: String(nowMs() - 86_400_000) } },
    ProjectionExpression: 'pk',
  });
  return client.send(command).then(
    ({ Items = [] }) =>
      Items.some(({ pk }) => pk?.S?.startsWith('delivery#Ev'))
        ? ok('Slack’s events arrive: one was taken in the last day.')
        : missing(
            Items.length === 0
              ? 'Nothing came from Slack in the last day.'
              : 'Commands come from Slack, events do not.',
            'Write to Rung in its Messages tab and run this again. If it stays so: Slack, Event Subscriptions, Verify the Request URL.',
          ),
    (error: unknown) => sorted(error, { missing: missing(`There is no table ${table}.`, DEPLOY), looked: 'The table' }),
  );
}
