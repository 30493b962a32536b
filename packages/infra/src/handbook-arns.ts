import { type Deployment, nameIn, regionalIn } from './deployment.ts';

/** Embeds the handbook and the questions to it: 1,024 numbers a text, and no access to be asked for (Bedrock User Guide, read 2026-11-26). */
export const EMBEDDING = { model: 'amazon.titan-embed-text-v2:0', dimensions: 1024 } as const;

/** Folder of the handbook's pages in our own bucket, and index of their vectors. */
export const HANDBOOK = { folder: 'handbook', index: 'pages' } as const;

const ARNS = {
  'handbook pages': ({ bucketArn }: Deployment) => [`${bucketArn}/${HANDBOOK.folder}/*`],
  'bucket of the handbook': ({ bucketArn }: Deployment) => [bucketArn],
  'embedding model': (at: Deployment) => [embeddingModelArn(at)],
  'index of the handbook': (at: Deployment) => [
    regionalIn(at)('s3vectors', `bucket/${nameIn(at.stage, 'handbook')}/index/${HANDBOOK.index}`),
  ],
  'own knowledge base': (at: Deployment) =>
    at.knowledgeBaseId === undefined ? [] : [regionalIn(at)('bedrock', `knowledge-base/${at.knowledgeBaseId}`)],
};

/** What is there only where Rung makes a Knowledge Base of its own. */
export type HandbookPart = keyof typeof ARNS;

export const isHandbookPart = (resource: string): resource is HandbookPart => resource in ARNS;

export function handbookArns(at: Deployment, part: HandbookPart): readonly string[] {
  return at.makesKnowledgeBase ? ARNS[part](at) : [];
}

export const embeddingModelArn = ({ partition, region }: Pick<Deployment, 'partition' | 'region'>) =>
  `arn:${partition}:bedrock:${region}::foundation-model/${EMBEDDING.model}`;
