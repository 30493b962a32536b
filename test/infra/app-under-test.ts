import path from 'node:path';
import type { Deployment } from '@rung/infra/deployment.ts';
import { ACCOUNT, REGION } from '@rung/infra/verify/mocks.ts';
import { type Diffed, type Resource, type ScratchApp, scratchApp } from '@rung/infra/verify/scratch-app.ts';
import type { Env } from '@rung/infra/verify/sst-cli.ts';
import { inject } from 'vitest';

export const ROOT = path.resolve(import.meta.dirname, '../..');

declare module 'vitest' {
  interface ProvidedContext {
    /** The complete app as it was deployed once for all files, and the bundles that were built for it. */
    deployedOnce: { readonly deployed: Diffed; readonly built: string };
  }
}

export const deployedOnce = (): Diffed => inject('deployedOnce').deployed;

/** A copy with the bundles that stand already. */
export const copyOfApp = (): ScratchApp => scratchApp(ROOT, { built: inject('deployedOnce').built });

/** A copy that builds its bundles anew. */
export const copyThatBuilds = (): ScratchApp => scratchApp(ROOT);

/** The environment of a deployment that has everything it needs and nothing optional. */
export const COMPLETE: Env = {
  PATH: process.env['PATH'],
  SST_SECRET_SlackSigningSecret: 'the-signing-secret',
  SST_SECRET_SlackBotToken: 'xoxb-the-token',
  RUNG_WATCH_CHANNEL: 'C0MLPLATFORM',
};

/** Where the stand-ins put the app. */
export const DEPLOYMENT: Deployment = {
  stage: 'ci',
  partition: 'aws',
  region: REGION,
  account: ACCOUNT,
  tableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/TableTable',
  bucketArn: 'arn:aws:s3:::data-bucket',
  datasetBuckets: [],
  readerModel: undefined,
  judgeModel: undefined,
  evaluatorModel: undefined,
  graderArn: undefined,
  modelKeyArn: undefined,
  knowledgeBaseId: undefined,
  makesKnowledgeBase: false,
};

/** The one resource of this type and name. */
export function find(resources: readonly Resource[], type: string, name: string): Resource {
  const found = resources.filter((resource) => resource.type === type && resource.name === name);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} resources are ${type} ${name}, not one`);
  return found[0];
}

/** Policies are JSON text or values, as their makers please. */
export const parsed = (document: unknown): unknown => (typeof document === 'string' ? JSON.parse(document) : document);
