import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type Deployment, nameIn } from './deployment.ts';
import { EMBEDDING, embeddingModelArn, HANDBOOK } from './handbook-arns.ts';
import { inlinePolicies } from './policy.ts';
import { trust } from './trust.ts';

/** Rung's own Knowledge Base: the handbook's pages in our bucket, their vectors in S3 Vectors. Nothing of it costs while nobody asks. */
export interface HandbookBase {
  readonly id: $util.Output<string>;
  /** What has to be ingested, by hand or by the daily schedule. */
  readonly sourceId: $util.Output<string>;
}

/** Which Knowledge Base it is, `at` does not know yet: its id comes with it. */
export function handbookBase(at: $util.Output<Deployment>, bucket: sst.aws.Bucket): HandbookBase {
  const pages = putPages(bucket);
  const role = new aws.iam.Role('KnowledgeBaseRole', {
    name: nameIn($app.stage, 'knowledge-base'),
    assumeRolePolicy: trust('bedrock.amazonaws.com', {
      account: at.account,
      arn: $interpolate`arn:${at.partition}:bedrock:${at.region}:${at.account}:knowledge-base/*`,
    }),
    inlinePolicies: inlinePolicies('knowledge-base', at),
  });
  const base = new aws.bedrock.AgentKnowledgeBase('Handbook', {
    name: nameIn($app.stage, 'handbook'),
    roleArn: role.arn,
    knowledgeBaseConfiguration: {
      type: 'VECTOR',
      vectorKnowledgeBaseConfiguration: {
        embeddingModelArn: at.apply(embeddingModelArn),
        embeddingModelConfiguration: {
          bedrockEmbeddingModelConfiguration: { dimensions: EMBEDDING.dimensions, embeddingDataType: 'FLOAT32' },
        },
      },
    },
    storageConfiguration: { type: 'S3_VECTORS', s3VectorsConfiguration: { indexArn: vectorIndex().indexArn } },
  });
  const source = new aws.bedrock.AgentDataSource('HandbookSource', {
    knowledgeBaseId: base.id,
    name: 'pages',
    // The vectors go with their index; taking them out one by one fails where the role is gone first.
    dataDeletionPolicy: 'RETAIN',
    dataSourceConfiguration: {
      type: 'S3',
      s3Configuration: { bucketArn: bucket.arn, inclusionPrefixes: [`${HANDBOOK.folder}/`] },
    },
  });
  readDaily(
    $util.all([at, base.id]).apply(([known, knowledgeBaseId]) => ({ ...known, knowledgeBaseId })),
    { base, source, pages },
  );
  return { id: base.id, sourceId: source.dataSourceId };
}

/** A page's name says what it is about, and is the source that an answer names. */
function putPages(bucket: sst.aws.Bucket): aws.s3.BucketObjectv2[] {
  execFileSync('npm', ['run', '--silent', 'handbook'], { cwd: $cli.paths.root, stdio: 'pipe' });
  const folder = path.join($cli.paths.root, 'dist/handbook');
  const names = fs.readdirSync(folder).sort();
  return names.map(
    (name) =>
      new aws.s3.BucketObjectv2(`HandbookPage-${path.basename(name, '.md')}`, {
        bucket: bucket.name,
        key: `${HANDBOOK.folder}/${name}`,
        content: fs.readFileSync(path.join(folder, name), 'utf8'),
        contentType: 'text/markdown; charset=utf-8',
      }),
  );
}

/** Bedrock keeps a passage's text and origin as metadata of its vector; only what cannot be filtered by may be longer than 2 KB (S3 Vectors, read 2026-11-26). */
function vectorIndex(): aws.s3.VectorsIndex {
  const vectors = new aws.s3.VectorsVectorBucket('HandbookVectors', {
    vectorBucketName: nameIn($app.stage, 'handbook'),
    forceDestroy: true,
  });
  return new aws.s3.VectorsIndex('HandbookIndex', {
    vectorBucketName: vectors.vectorBucketName,
    indexName: HANDBOOK.index,
    dataType: 'float32',
    dimension: EMBEDDING.dimensions,
    distanceMetric: 'cosine',
    metadataConfiguration: { nonFilterableMetadataKeys: ['AMAZON_BEDROCK_TEXT', 'AMAZON_BEDROCK_METADATA'] },
  });
}

/** A rate without a start begins at once, so the pages are read when the stage is made, and what was changed a day later (Scheduler guide, schedule-types, read 2026-11-26). */
function readDaily(
  at: $util.Output<Deployment>,
  made: { base: aws.bedrock.AgentKnowledgeBase; source: aws.bedrock.AgentDataSource; pages: aws.s3.BucketObjectv2[] },
): void {
  const role = new aws.iam.Role('HandbookScheduleRole', {
    name: nameIn($app.stage, 'handbook-schedule'),
    assumeRolePolicy: trust('scheduler.amazonaws.com', { account: at.account }),
    inlinePolicies: inlinePolicies('handbook-schedule', at),
  });
  new aws.scheduler.Schedule(
    'HandbookSchedule',
    {
      name: nameIn($app.stage, 'handbook'),
      scheduleExpression: 'rate(1 day)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: $interpolate`arn:${at.partition}:scheduler:::aws-sdk:bedrockagent:startIngestionJob`,
        roleArn: role.arn,
        input: $jsonStringify({ KnowledgeBaseId: made.base.id, DataSourceId: made.source.dataSourceId }),
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
      },
    },
    { dependsOn: made.pages },
  );
}
