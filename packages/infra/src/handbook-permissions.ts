import type { Grant } from './grant.ts';

/**
 * What Rung's own Knowledge Base and its schedule may do, where one is made. The rights on the index are those that Bedrock's guide lists for
 * S3 Vectors (kb-permissions, read 2026-11-26).
 */
export const HANDBOOK_PERMISSIONS = {
  'knowledge-base': [
    { why: 'reads the handbook, where Rung makes a Knowledge Base', actions: ['s3:GetObject'], on: ['handbook pages'] },
    { why: 'lists its pages', actions: ['s3:ListBucket'], on: ['bucket of the handbook'] },
    { why: 'embeds pages and questions', actions: ['bedrock:InvokeModel'], on: ['embedding model'] },
    {
      why: 'keeps the vectors, and looks the nearest up',
      actions: [
        's3vectors:DeleteVectors',
        's3vectors:GetIndex',
        's3vectors:GetVectors',
        's3vectors:PutVectors',
        's3vectors:QueryVectors',
      ],
      on: ['index of the handbook'],
    },
  ],
  'handbook-schedule': [
    {
      why: 'has the handbook read again every day',
      actions: ['bedrock:StartIngestionJob'],
      on: ['own knowledge base'],
    },
  ],
} as const satisfies Readonly<Record<string, readonly Grant[]>>;
