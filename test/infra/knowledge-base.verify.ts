import fs from 'node:fs';
import path from 'node:path';
import type { Diffed, ScratchApp } from '@rung/infra/verify/scratch-app.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handbookFiles } from '../../functions/operate/write-handbook.ts';
import { COMPLETE, copyOfApp, DEPLOYMENT, find, parsed, ROOT } from './app-under-test.ts';
import { heldPermissions, tabledPermissions } from './held-permissions.ts';

const OWN_BASE = { ...DEPLOYMENT, knowledgeBaseId: 'Handbook-id', makesKnowledgeBase: true };

let app: ScratchApp;
let deployed: Diffed;

beforeAll(async () => {
  app = copyOfApp();
  deployed = await app.diff({ ...COMPLETE, RUNG_MAKE_KNOWLEDGE_BASE: 'yes' });
});
afterAll(() => app.remove());

const inputsOf = (type: string, name: string) => find(deployed.resources, type, name).inputs;

describe('a Knowledge Base of Rung’s own', () => {
  it('passes the real `sst diff` and adds these resources to a stage that has none', () => {
    const before = fs.readFileSync(path.join(ROOT, 'test/infra/resources.txt'), 'utf8').trim().split('\n');
    const pages = handbookFiles().map(({ name }) => name);

    const made = deployed.resources
      .filter(({ type, isRead }) => !isRead && !/^(?:sst|pulumi):/.test(type))
      .map(({ type, name }) => `${type.replace(/^.*:|v\d$/g, '')} ${name}`);

    expect(deployed.code, deployed.output).toBe(0);
    expect(made.filter((line) => !before.includes(line)).sort()).toEqual(
      [
        'AgentDataSource HandbookSource',
        'AgentKnowledgeBase Handbook',
        'Role HandbookScheduleRole',
        'Role KnowledgeBaseRole',
        'Schedule HandbookSchedule',
        'VectorsIndex HandbookIndex',
        'VectorsVectorBucket HandbookVectors',
        ...pages.map((page) => `BucketObject HandbookPage-${path.basename(page, '.md')}`),
      ].sort(),
    );
    expect(before.filter((line) => !made.includes(line))).toEqual([]);
    expect(before.filter((line) => /Handbook|KnowledgeBase/.test(line))).toEqual([]);
  });

  it('lies in S3 Vectors, in an index of the embedding model’s size that can hold a passage', () => {
    const base = inputsOf('aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase', 'Handbook');
    const index = inputsOf('aws:s3/vectorsIndex:VectorsIndex', 'HandbookIndex');

    expect(base).toMatchObject({
      knowledgeBaseConfiguration: {
        type: 'VECTOR',
        vectorKnowledgeBaseConfiguration: {
          embeddingModelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0',
          embeddingModelConfiguration: { bedrockEmbeddingModelConfiguration: { dimensions: index['dimension'] } },
        },
      },
      storageConfiguration: {
        type: 'S3_VECTORS',
        s3VectorsConfiguration: {
          indexArn: 'arn:aws:s3vectors:us-east-1:123456789012:bucket/rung-ci-handbook/index/pages',
        },
      },
    });
    expect(index).toMatchObject({
      dimension: 1024,
      dataType: 'float32',
      metadataConfiguration: { nonFilterableMetadataKeys: ['AMAZON_BEDROCK_TEXT', 'AMAZON_BEDROCK_METADATA'] },
    });
  });

  it('reads the handbook’s pages, whole, from Rung’s bucket and nothing else of it', () => {
    const source = inputsOf('aws:bedrock/agentDataSource:AgentDataSource', 'HandbookSource');
    const page = inputsOf('aws:s3/bucketObjectv2:BucketObjectv2', 'HandbookPage-distillation');

    expect(source).toMatchObject({
      knowledgeBaseId: 'Handbook-id',
      dataSourceConfiguration: {
        type: 'S3',
        s3Configuration: { bucketArn: 'arn:aws:s3:::data-bucket', inclusionPrefixes: ['handbook/'] },
      },
    });
    expect(page).toMatchObject({
      bucket: 'data-bucket',
      key: 'handbook/distillation.md',
      content: handbookFiles().find(({ name }) => name === 'distillation.md')?.text,
    });
  });

  it('is filled when it is made and every day, without a function', () => {
    const schedule = inputsOf('aws:scheduler/schedule:Schedule', 'HandbookSchedule');
    const { arn, input } = schedule['target'] as { arn: string; input: string };

    expect(schedule).toMatchObject({ scheduleExpression: 'rate(1 day)', flexibleTimeWindow: { mode: 'OFF' } });
    expect(schedule).not.toHaveProperty('startDate');
    expect(arn).toBe('arn:aws:scheduler:::aws-sdk:bedrockagent:startIngestionJob');
    expect(parsed(input)).toEqual({ KnowledgeBaseId: 'Handbook-id', DataSourceId: 'HandbookSource-id' });
  });

  it('has a role of its own, lent to this account’s Knowledge Bases only, and the desk may ask it', () => {
    const held = heldPermissions(deployed.resources);

    expect(held).toEqual(tabledPermissions(OWN_BASE));
    expect(held.filter((line) => /^(?:knowledge-base|handbook-schedule) /.test(line))).toHaveLength(9);
    expect(held).toContain(
      'desk Allow bedrock:Retrieve on arn:aws:bedrock:us-east-1:123456789012:knowledge-base/Handbook-id',
    );
    expect(parsed(inputsOf('aws:iam/role:Role', 'KnowledgeBaseRole')['assumeRolePolicy'])).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'bedrock.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': '123456789012' },
            ArnLike: { 'aws:SourceArn': 'arn:aws:bedrock:us-east-1:123456789012:knowledge-base/*' },
          },
        },
      ],
    });
    expect(tabledPermissions(DEPLOYMENT).filter((line) => /^(?:knowledge-base|handbook)/.test(line))).toEqual([]);
  });

  it('is told to the functions, as one that a team brings would be', () => {
    const desk = inputsOf('aws:lambda/function:Function', 'DeskFunction');

    expect((desk['environment'] as { variables: object }).variables).toMatchObject({
      RUNG_KNOWLEDGE_BASE_ID: 'Handbook-id',
    });
  });
});
