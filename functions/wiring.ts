import type { Deps, Settings } from '@rung/app/deps.ts';
import { auditedLaunches } from '@rung/aws/audited-launches.ts';
import { type AwsClients, awsClients } from '@rung/aws/clients.ts';
import { copyStore } from '@rung/aws/copies.ts';
import { deliveryStore } from '@rung/aws/deliveries.ts';
import { launchStore } from '@rung/aws/launch-store.ts';
import { knowledgeBase, noKnowledgeBase } from '@rung/aws/library.ts';
import type { RecordTable } from '@rung/aws/record-table.ts';
import { workFiles } from '@rung/aws/work-files.ts';
import type { Clock, Datasets, Deliveries, Reader } from '@rung/core/ports.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { channels } from '@rung/slack/channels.ts';
import { messenger } from '@rung/slack/messenger.ts';
import { people } from '@rung/slack/people.ts';
import { type SlackClient, slackClient } from '@rung/slack/slack-client.ts';
import type { RungEnv } from './env.ts';
import { lazily } from './lazily.ts';
import { type Log, openLog } from './log.ts';
import { meteredLaunches, meteredMessenger } from './meter.ts';

/** Everything that a function reaches the world through. */
export interface Wired extends Deps {
  readonly deliveries: Deliveries;
  readonly log: Log;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

/** The only place where adapters meet use cases. */
export function wire(env: RungEnv, clock: Clock = systemClock): Wired {
  const log = openLog({ stage: env.stage, nowMs: () => clock.nowMs() });
  const clients = awsClients({ region: env.region, ...env.local });
  const table = { clients, name: env.table };
  const slack = slackClient({ token: env.slackToken, apiUrl: env.slackApiUrl });
  return {
    log,
    clock,
    settings: settings(env),
    messenger: meteredMessenger(messenger(slack.client), log),
    ...whoAndWhere(slack),
    launches: meteredLaunches(auditedLaunches(launchStore(table), table, clock), log),
    tellings: lazily(async () => (await import('@rung/aws/telling-store.ts')).tellingStore(table)),
    notices: lazily(async () => (await import('@rung/aws/notices.ts')).noticeStore(table)),
    ...flows(clients, env),
    datasets: datasets({ clients, region: env.region, bucket: env.bucket }),
    tokens: lazily(async () => (await import('@rung/aws/token-counter.ts')).tokenCounter(clients)),
    names: lazily(async () => (await import('@rung/aws/names-reader.ts')).namesReader(clients)),
    copies: copyStore({ clients, bucket: env.bucket }),
    jobs: lazily(async () => (await import('@rung/aws/training-jobs.ts')).trainingJobs(clients)),
    quotas: lazily(async () => (await import('@rung/aws/service-quotas.ts')).serviceQuotas(clients)),
    roles: lazily(async () => (await import('@rung/aws/job-roles.ts')).jobRoles(clients)),
    keys: lazily(async () => (await import('@rung/aws/model-keys.ts')).modelKeys(clients)),
    hostings: lazily(async () =>
      (await import('@rung/aws/hostings.ts')).hostingInventory({ clients, clock, region: env.region }),
    ),
    spending: lazily(async () => (await import('@rung/aws/spending-store.ts')).spendingStore(table)),
    ...standing(table),
    ...hosting(env, { clients, table, clock }),
    ledgers: lazily(async () => (await import('@rung/aws/ledgers.ts')).ledgerStore(table, clock)),
    reader: reader(clients, env.readerModel),
    judgements: lazily(async () => (await import('@rung/aws/request-stores.ts')).judgementStore(table)),
    work: workFiles({ clients, bucket: env.bucket, folder: 'judgements' }),
    ...evaluating(env, { clients, table }),
    models: lazily(async () => (await import('@rung/aws/models.ts')).models(clients)),
    usage: lazily(async () => (await import('@rung/aws/model-usage.ts')).modelUsage({ clients })),
    ...money(table, env),
    trials: lazily(async () => (await import('@rung/aws/trials.ts')).trials(clients)),
    library: env.knowledgeBaseId ? knowledgeBase({ clients, knowledgeBaseId: env.knowledgeBaseId }) : noKnowledgeBase,
    deliveries: deliveryStore(table, clock),
  };
}

/** What is kept of hostings, with a line in the audit for each act. */
function standing(table: { clients: AwsClients; name: string }): Pick<Deps, 'hostingRecords' | 'spells'> {
  const audit = () => import('@rung/aws/audited-hostings.ts');
  return {
    hostingRecords: lazily(async () =>
      (await audit()).auditedHostingRecords(
        (await import('@rung/aws/hosting-records.ts')).hostingRecords(table),
        table,
      ),
    ),
    spells: lazily(async () =>
      (await audit()).auditedSpells((await import('@rung/aws/spell-store.ts')).spellStore(table), table),
    ),
  };
}

/** What has Bedrock evaluate answers, too. */
function evaluating(env: RungEnv, { clients, table }: { clients: AwsClients; table: RecordTable }) {
  return {
    evaluations: lazily(async () => (await import('@rung/aws/request-stores.ts')).evaluationStore(table)),
    evaluationJobs: lazily(async () => (await import('@rung/aws/evaluation-jobs.ts')).evaluationJobs(clients)),
    evaluationFiles: workFiles({ clients, bucket: env.bucket, folder: 'evaluations' }),
    evaluateFlow: lazily(async () =>
      (await import('@rung/aws/workflow.ts')).workflow({ clients, ...env.evaluateFlow, idName: 'evaluationId' }),
    ),
  };
}

/** Files, whose reader is loaded by the first that is looked at. */
function datasets(place: { clients: AwsClients; region: string; bucket: string }): Datasets {
  let loaded: Promise<Datasets> | undefined;
  const store = () => {
    loaded ??= import('@rung/aws/datasets.ts').then(({ datasetStore }) => datasetStore(place));
    return loaded;
  };
  return {
    look: async (uri) => (await store()).look(uri),
    list: async (folder) => (await store()).list(folder),
    async *open(file) {
      yield* (await store()).open(file);
    },
    freeze: async (file) => (await store()).freeze(file),
  };
}

/** Workflows that are started, woken and looked at. */
function flows(clients: AwsClients, env: RungEnv): Pick<Deps, 'flow' | 'flowLook' | 'judgeFlow' | 'stopFlow'> {
  const loaded = () => import('@rung/aws/workflow.ts');
  return {
    flow: lazily(async () => (await loaded()).workflow({ clients, ...env.launchFlow, idName: 'launchId' })),
    flowLook: lazily(async () => (await import('@rung/aws/flow-look.ts')).flowLook({ clients, ...env.launchFlow })),
    judgeFlow: lazily(async () => (await loaded()).workflow({ clients, ...env.judgeFlow, idName: 'judgementId' })),
    stopFlow: lazily(async () => (await import('@rung/aws/stop-flow.ts')).stopFlow({ clients, ...env.stopFlow })),
  };
}

/** Prices, traffic, the bill, credits, and what is kept of them. */
function money(
  table: { clients: AwsClients; name: string },
  env: RungEnv,
): Pick<Deps, 'bills' | 'credits' | 'book' | 'prices' | 'priceList' | 'trafficMeter'> {
  const { clients } = table;
  return {
    bills: lazily(async () => (await import('@rung/aws/cost-explorer.ts')).costExplorer(clients)),
    credits: lazily(async () =>
      (await import('@rung/aws/aws-credits.ts')).awsCredits({
        ...{ clients, endpoint: env.local?.endpoint },
        accountId: env.bedrockRoleArn.split(':')[4] ?? '',
      }),
    ),
    book: lazily(async () => (await import('@rung/aws/account-book.ts')).accountBook(table)),
    prices: lazily(async () => (await import('@rung/aws/price-store.ts')).priceStore(table)),
    priceList: lazily(async () => (await import('@rung/aws/price-list.ts')).priceList(clients)),
    trafficMeter: lazily(async () => (await import('@rung/aws/model-traffic.ts')).modelTraffic(clients)),
  };
}

const whoAndWhere = (slack: SlackClient) => ({
  people: people(slack.client, slack.teamId),
  channels: channels(slack.client),
});

/** What makes hostings, and what gives them an end. */
function hosting(env: RungEnv, at: { clients: AwsClients; table: RecordTable; clock: Clock }) {
  const { clients, table, clock } = at;
  return {
    leases: lazily(async () => (await import('@rung/aws/lease-store.ts')).leaseStore(table, clock)),
    hostFlow: lazily(async () =>
      (await import('@rung/aws/workflow.ts')).workflow({ clients, ...env.hostFlow, idName: 'leaseId' }),
    ),
    endFlow: lazily(async () => (await import('@rung/aws/stop-flow.ts')).endFlow({ clients, ...env.stopFlow })),
    made: lazily(async () =>
      (await import('@rung/aws/made-hostings.ts')).madeHostings({ clients, region: env.region }),
    ),
  };
}

/** The reader's cues are a quarter of all our code, and most deliveries have nothing to read: they are loaded by the first that has. */
function reader(clients: AwsClients, modelId: string | undefined): Reader {
  return {
    async read(turns) {
      const { embeddedReader } = await import('@rung/app/embedded-reader.ts');
      if (modelId === undefined) return embeddedReader.read(turns);
      const { bedrockReader } = await import('@rung/aws/bedrock-reader.ts');
      return bedrockReader({ clients, modelId, otherwise: embeddedReader }).read(turns);
    },
  };
}

function settings(env: RungEnv): Settings {
  return {
    region: env.region,
    bucket: env.bucket,
    bedrockRoleArn: env.bedrockRoleArn,
    modelKey: env.modelKey,
    grader: env.grader,
    approval: env.approval,
    judgeModel: env.judgeModel,
    evaluatorModel: env.evaluatorModel,
    evaluationRoleArn: env.evaluationRoleArn,
    hasKnowledgeBase: env.knowledgeBaseId !== undefined,
    idle: {
      idleAfterMs: env.idleAfterHours * HOUR_MS,
      escalateAfterMs: env.escalateAfterHours * HOUR_MS,
      owners: env.hostingOwners,
      stopAfterMs: env.stopIdleAfterHours === undefined ? undefined : env.stopIdleAfterHours * HOUR_MS,
    },
    areTermsAllowed: env.areTermsAllowed,
    watchChannel: env.watchChannel,
  };
}
