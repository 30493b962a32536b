import { createHmac } from 'node:crypto';
import type { AwsClients } from '@rung/aws/clients.ts';
import { failureKind } from '@rung/aws/failure.ts';
import { knowledgeBase } from '@rung/aws/library.ts';
import { manifest, NO_URL_YET } from '@rung/slack/manifest.ts';
import type { SlackClient } from '@rung/slack/slack-client.ts';

/** What was looked at and what it is; `unknown` where the look itself did not work, which is not the same as missing. */
export interface Finding {
  readonly state: 'ok' | 'missing' | 'unknown';
  readonly says: string;
  /** What to do; empty where nothing is to be done. */
  readonly fix: string;
}

/** A stage as its deployment left it; undefined where it left nothing. */
export interface Stage {
  readonly requestUrl: string | undefined;
  readonly table: string | undefined;
  readonly stateMachineArn: string | undefined;
  readonly signingSecret: string | undefined;
  readonly knowledgeBaseId: string | undefined;
  readonly readerModel: string | undefined;
  readonly clients: AwsClients;
  readonly slack: SlackClient | undefined;
  nowMs(): number;
}

const ok = (says: string): Finding => ({ state: 'ok', says, fix: '' });
const missing = (says: string, fix: string): Finding => ({ state: 'missing', says, fix });

/** Something that AWS refused to tell is unknown; what it does not know is missing. */
function sorted(error: unknown, of: { missing: Finding; looked: string }): Finding {
  const kind = failureKind(error);
  if (kind === 'missing') return of.missing;
  const fix = kind === 'denied' ? 'Run this with a role that may read it.' : 'Run this again.';
  return { state: 'unknown', says: `${of.looked} could not be looked at (${(error as Error).name}).`, fix };
}

const DEPLOY = 'npm run deploy -- --stage production';

export async function checkFrontDoor({ requestUrl, signingSecret, nowMs }: Stage): Promise<Finding> {
  if (requestUrl === undefined) return missing('Nothing was deployed from this folder.', DEPLOY);
  const body = JSON.stringify({ type: 'url_verification', challenge: 'rung-doctor' });
  const knock = (signature: string, at: string) =>
    fetch(requestUrl, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': at,
        'x-slack-signature': signature,
      },
    });
  const at = String(Math.floor(nowMs() / 1000));
  const stranger = await knock(`v0=${'0'.repeat(64)}`, at).catch(() => undefined);
  if (!stranger) return missing(`Nobody answers on ${requestUrl}.`, DEPLOY);
  if (stranger.status !== 401)
    return missing(`The front door answered a stranger with ${stranger.status} instead of 401.`, DEPLOY);
  if (signingSecret === undefined)
    return {
      state: 'unknown',
      says: 'The front door answers and refuses strangers; whether it knows Slack’s secret was not looked at.',
      fix: 'Set SLACK_SIGNING_SECRET (Slack: Basic Information) and run this again.',
    };
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')}`;
  const welcome = await (await knock(signature, at)).text();
  return welcome === 'rung-doctor'
    ? ok('The front door answers what Slack signs, and refuses strangers.')
    : missing(
        'The front door refuses what Slack signs: the deployed secret is another one.',
        `npx sst secret set SlackSigningSecret … --stage production, then ${DEPLOY}`,
      );
}

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

export async function checkWorkflow({ stateMachineArn, clients }: Stage): Promise<Finding> {
  const absent = missing('There is no launch workflow.', DEPLOY);
  if (stateMachineArn === undefined) return absent;
  const { DescribeStateMachineCommand } = await import('@aws-sdk/client-sfn');
  const client = await clients.stepFunctions();
  return client.send(new DescribeStateMachineCommand({ stateMachineArn })).then(
    () => ok('The launch workflow stands.'),
    (error: unknown) => sorted(error, { missing: absent, looked: 'The launch workflow' }),
  );
}

export async function checkModels({ clients }: Stage): Promise<Finding> {
  const { ListFoundationModelsCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  return client.send(new ListFoundationModelsCommand({ byCustomizationType: 'FINE_TUNING' })).then(
    ({ modelSummaries = [] }) =>
      modelSummaries.length > 0
        ? ok(`Bedrock offers ${modelSummaries.length} models for fine-tuning here.`)
        : missing('Bedrock offers no model for fine-tuning in this region.', 'Deploy to us-east-1 or us-west-2.'),
    (error: unknown) =>
      sorted(error, {
        missing: missing('Bedrock is not here.', 'Choose a region that has it.'),
        looked: 'Bedrock’s models',
      }),
  );
}

export async function checkReader({ readerModel, clients }: Stage): Promise<Finding> {
  if (readerModel === undefined) return ok('No reader model is set: the embedded reader reads, and needs nothing.');
  const { ConverseCommand } = await import('@aws-sdk/client-bedrock-runtime');
  const client = await clients.bedrockRuntime();
  const command = new ConverseCommand({
    modelId: readerModel,
    messages: [{ role: 'user', content: [{ text: 'ok?' }] }],
    inferenceConfig: { maxTokens: 1 },
  });
  const fix = `Bedrock console, Model access: ask for ${readerModel}; or take RUNG_READER_MODEL away and deploy.`;
  return client.send(command).then(
    () => ok(`${readerModel} answers.`),
    (error: unknown) =>
      failureKind(error) === 'denied' || failureKind(error) === 'broken'
        ? missing(`${readerModel} does not answer (${(error as Error).name}).`, fix)
        : sorted(error, { missing: missing(`There is no model ${readerModel} here.`, fix), looked: readerModel }),
  );
}

export async function checkKnowledgeBase({ knowledgeBaseId, clients }: Stage): Promise<Finding> {
  if (knowledgeBaseId === undefined)
    return ok('No Knowledge Base is set: “what is …” is answered with what Rung does not know.');
  const fix = 'Bedrock console, Knowledge Bases: look up its id for RUNG_KNOWLEDGE_BASE_ID, and sync its data source.';
  return knowledgeBase({ clients, knowledgeBaseId })
    .search('What is fine-tuning?')
    .then(
      (passages) =>
        passages.length > 0 ? ok('The Knowledge Base answers.') : missing('The Knowledge Base is empty.', fix),
      (error: unknown) =>
        sorted(error, {
          missing: missing(`There is no Knowledge Base ${knowledgeBaseId}.`, fix),
          looked: 'The Knowledge Base',
        }),
    );
}

/** Every check, in the order in which a person would mend what is missing. */
export function examine(stage: Stage): Promise<Finding[]> {
  return Promise.all(
    [checkFrontDoor, checkSlackApp, checkEvents, checkWorkflow, checkModels, checkReader, checkKnowledgeBase].map(
      (check) => check(stage),
    ),
  );
}
