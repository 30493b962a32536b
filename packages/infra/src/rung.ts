import { alarms, alarmTopic } from './alarms.ts';
import { bill } from './bill.ts';
import { budget } from './budget.ts';
import { buildBundles } from './bundles.ts';
import { dashboard } from './dashboard.ts';
import { deadLetters } from './dead-letters.ts';
import { type Deployment, nameIn } from './deployment.ts';
import { desk } from './desk.ts';
import { evaluateFlow } from './evaluate-flow.ts';
import { frontDoor } from './front-door.ts';
import { hostFlow } from './host-flow.ts';
import { judgeFlow } from './judge-flow.ts';
import { type HandbookBase, handbookBase } from './knowledge-base.ts';
import { launchFlow } from './launch-flow.ts';
import { reconcile } from './reconcile.ts';
import { arnsOf } from './resource-arns.ts';
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
  const { stage, handbook } = shared(settings);
  const door = frontDoor(stage);
  desk(stage);
  const flow = launchFlow(stage);
  const judging = judgeFlow(stage);
  const evaluating = evaluateFlow(stage);
  const hosting = hostFlow(stage);
  watch(stage);
  bill(stage);
  reconcile(stage);
  const stopping = stopFlow(stage);
  const topicArn = alarmTopic(stage);
  alarms(topicArn, {
    launch: flow.arn,
    judge: judging.arn,
    evaluate: evaluating.arn,
    host: hosting.arn,
    stop: stopping.arn,
  });
  budget(stage, topicArn);
  dashboard(stage.at.region);
  return {
    slackRequestUrl: door.url,
    table: stage.environment['RUNG_TABLE'],
    bucket: stage.environment['RUNG_BUCKET'],
    launchFlow: flow.arn,
    judgeFlow: judging.arn,
    evaluateFlow: evaluating.arn,
    hostFlow: hosting.arn,
    stopFlow: stopping.arn,
    knowledgeBase: handbook?.id,
    handbookSource: handbook?.sourceId,
  };
}

function shared(settings: Settings): { stage: Stage; handbook: HandbookBase | undefined } {
  const { table, bucket } = storage();
  const kept = secrets();
  const place = placeOf(settings, { table, bucket });
  const handbook = settings.makesKnowledgeBase ? handbookBase(place, bucket) : undefined;
  const at = $util
    .all([place, handbook?.id])
    .apply(([known, own]): Deployment => (own === undefined ? known : { ...known, knowledgeBaseId: own }));
  const arn = (resource: Parameters<typeof arnsOf>[1]) => at.apply((known) => arnsOf(known, resource, '')[0] ?? '');
  const stage: Stage = {
    settings,
    secrets: kept,
    at,
    deadLettersArn: deadLetters(at),
    environment: {
      ...settings.environment,
      ...(handbook ? { RUNG_KNOWLEDGE_BASE_ID: handbook.id } : {}),
      RUNG_STAGE: $app.stage,
      SLACK_BOT_TOKEN: kept.slackBotToken.value,
      RUNG_TABLE: table.name,
      RUNG_BUCKET: bucket.name,
      RUNG_BEDROCK_ROLE_ARN: arn('bedrock-jobs role'),
      RUNG_EVALUATION_ROLE_ARN: arn('bedrock-evaluations role'),
      RUNG_STATE_MACHINE_ARN: arn('launch flow'),
      RUNG_STEP_FUNCTION: nameIn($app.stage, 'launch-step'),
      RUNG_JUDGE_STATE_MACHINE_ARN: arn('judge flow'),
      RUNG_JUDGE_STEP_FUNCTION: nameIn($app.stage, 'judge-step'),
      RUNG_EVALUATE_STATE_MACHINE_ARN: arn('evaluate flow'),
      RUNG_EVALUATE_STEP_FUNCTION: nameIn($app.stage, 'evaluate-step'),
      RUNG_HOST_STATE_MACHINE_ARN: arn('host flow'),
      RUNG_HOST_STEP_FUNCTION: nameIn($app.stage, 'host-step'),
      RUNG_STOP_FLOW_ARN: arn('stop flow'),
      RUNG_STOP_FUNCTION: nameIn($app.stage, 'stop'),
    },
  };
  return { stage, handbook };
}

/** Where everything stands, but for what is made with it. */
function placeOf(settings: Settings, { table, bucket }: ReturnType<typeof storage>): $util.Output<Deployment> {
  return $util
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
      judgeModel: settings.judgeModel,
      evaluatorModel: settings.evaluatorModel,
      graderArn: settings.graderArn,
      modelKeyArn: settings.modelKeyArn,
      knowledgeBaseId: settings.knowledgeBaseId,
      makesKnowledgeBase: settings.makesKnowledgeBase,
    }));
}
