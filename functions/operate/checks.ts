import { createHmac } from 'node:crypto';
import { knowledgeBase } from '@rung/aws/library.ts';
import { checkModelAccess, checkModels, checkModelUnits, checkReader, checkRoom } from './account-checks.ts';
import { DEPLOY, type Finding, FLOW_NAMES, type FlowName, missing, ok, type Stage, sorted } from './finding.ts';
import { checkEvents, checkSlackApp, checkWatchChannel } from './slack-checks.ts';

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

export async function checkWorkflows({ flows, clients }: Stage): Promise<Finding> {
  const { DescribeStateMachineCommand } = await import('@aws-sdk/client-sfn');
  const client = await clients.stepFunctions();
  const look = async (name: FlowName): Promise<Finding> => {
    const absent = missing(`There is no ${name} workflow.`, DEPLOY);
    const stateMachineArn = flows[name];
    if (stateMachineArn === undefined) return absent;
    return client.send(new DescribeStateMachineCommand({ stateMachineArn })).then(
      () => ok(`The ${name} workflow stands.`),
      (error: unknown) => sorted(error, { missing: absent, looked: `The ${name} workflow` }),
    );
  };
  const looked = await Promise.all(FLOW_NAMES.map(look));
  return (
    looked.find(({ state }) => state !== 'ok') ??
    ok('The workflows for launches, judgements, evaluation jobs, hostings and stops stand.')
  );
}

export async function checkKnowledgeBase({ knowledgeBaseId, handbookSource, clients }: Stage): Promise<Finding> {
  if (knowledgeBaseId === undefined)
    return {
      state: 'optional',
      says: 'No Knowledge Base is set: “what is …” is answered from the handbook alone, and from no document of yours.',
      fix: 'RUNG_MAKE_KNOWLEDGE_BASE=yes in .env makes one; then deploy.',
    };
  const fix =
    handbookSource === undefined
      ? 'Bedrock console, Knowledge Bases: look up its id for RUNG_KNOWLEDGE_BASE_ID, and sync its data source.'
      : `aws bedrock-agent start-ingestion-job --knowledge-base-id ${knowledgeBaseId} --data-source-id ${handbookSource}`;
  return knowledgeBase({ clients, knowledgeBaseId })
    .search('How do we launch a fine-tuning?')
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

/** An alarm that nobody reads is none. Whether the address was confirmed only its mailbox knows. */
export async function checkAlarms({ alarmEmail }: Stage): Promise<Finding> {
  if (alarmEmail !== undefined) return ok(`Alarms go to ${alarmEmail}, once AWS’s message there was confirmed.`);
  const fix = 'RUNG_ALARM_EMAIL=… in .env, then deploy; or subscribe to the topic Alarms.';
  return { state: 'optional', says: 'Nobody is written to when an alarm rings.', fix };
}

const CHECKS: readonly ((stage: Stage) => Promise<Finding>)[] = [
  checkFrontDoor,
  checkSlackApp,
  checkEvents,
  checkWatchChannel,
  checkWorkflows,
  checkModels,
  checkModelAccess,
  checkRoom,
  checkModelUnits,
  checkReader,
  checkKnowledgeBase,
  checkAlarms,
];

/** Every check, in the order in which a person would mend what is missing. */
export const examine = (stage: Stage): Promise<Finding[]> => Promise.all(CHECKS.map((check) => check(stage)));
