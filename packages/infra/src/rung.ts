import { alarms, alarmTopic } from './alarms.ts';
import { budget } from './budget.ts';
import { buildBundles } from './bundles.ts';
import { dashboard } from './dashboard.ts';
import { desk } from './desk.ts';
import { frontDoor } from './front-door.ts';
import { judgeFlow } from './judge-flow.ts';
import { launchFlow } from './launch-flow.ts';
import { reconcile } from './reconcile.ts';
import { arnsOf, nameIn } from './resource-arns.ts';
import { secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { Stage } from './stage.ts';
import { stopFlow } from './stop-flow.ts';
import { storage } from './storage.ts';
import { watch } from './watch.ts';

/** Everything of one stage. What it returns is printed after a deployment. */
export function rung(settings: Settings) {
  if ($dev)
    throw new Error('`sst dev` is slower than Slack waits. Run `npm start`: the same functions, on this machine.');
  buildBundles($cli.paths.root);
  const stage = shared(settings);
  const door = frontDoor(stage);
  desk(stage);
  const flow = launchFlow(stage);
  judgeFlow(stage);
  watch(stage);
  reconcile(stage);
  stopFlow(stage);
  const topicArn = alarmTopic(stage);
  alarms(topicArn, flow.arn);
  budget(stage, topicArn);
  dashboard(stage.at.region);
  return {
    slackRequestUrl: door.url,
    table: stage.environment['RUNG_TABLE'],
    bucket: stage.environment['RUNG_BUCKET'],
    launchFlow: flow.arn,
  };
}

function shared(settings: Settings): Stage {
  const { table, bucket } = storage();
  const kept = secrets();
  const at = $util
    .all([
      aws.getPartitionOutput().partition,
      aws.getRegionOutput().region,
      aws.getCallerIdentityOutput().accountId,
      table.arn,
      bucket.arn,
    ])
    .apply(([partition, region, account, tableArn, bucketArn]) => ({
      ...{ stage: $app.stage, partition, region, account, tableArn, bucketArn },
      datasetBuckets: settings.datasetBuckets,
      readerModel: settings.readerModel,
      graderArn: settings.graderArn,
      knowledgeBaseId: settings.knowledgeBaseId,
    }));
  const arn = (resource: 'launch flow' | 'judge flow' | 'stop flow' | 'bedrock-jobs role') =>
    at.apply((known) => arnsOf(known, resource, '')[0] ?? '');
  return {
    settings,
    secrets: kept,
    at,
    environment: {
      ...settings.environment,
      RUNG_STAGE: $app.stage,
      SLACK_BOT_TOKEN: kept.slackBotToken.value,
      RUNG_TABLE: table.name,
      RUNG_BUCKET: bucket.name,
      RUNG_BEDROCK_ROLE_ARN: arn('bedrock-jobs role'),
      RUNG_STATE_MACHINE_ARN: arn('launch flow'),
      RUNG_STEP_FUNCTION: nameIn($app.stage, 'launch-step'),
      RUNG_JUDGE_STATE_MACHINE_ARN: arn('judge flow'),
      RUNG_JUDGE_STEP_FUNCTION: nameIn($app.stage, 'judge-step'),
      RUNG_STOP_FLOW_ARN: arn('stop flow'),
      RUNG_STOP_FUNCTION: nameIn($app.stage, 'stop'),
    },
  };
}
