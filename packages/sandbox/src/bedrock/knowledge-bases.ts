import MiniSearch from 'minisearch';
import type { OperationHandler } from '../models/serve-model.ts';
import { notFound, validationError } from './arns.ts';
import { iso } from './state.ts';

/** A knowledge base whose documents lie in S3. */
export interface KnowledgeBase {
  /** Ten letters and digits. */
  readonly id: string;
  /** What its vectors lie in; S3 Vectors when absent. */
  readonly store?: 'S3_VECTORS' | 'OPENSEARCH_SERVERLESS';
  readonly documents: readonly { readonly uri: string; readonly text: string }[];
}

interface Chunk {
  readonly id: number;
  readonly uri: string;
  readonly text: string;
}

/** Bedrock's default chunk holds about 300 tokens (user guide, kb-chunking), some 1,200 characters. */
const CHUNK_CHARACTERS = 1_200;
/** What Retrieve gives when it is not told (user guide, kb-test-config). */
const DEFAULT_RESULTS = 5;
/** MiniSearch's scores have no upper end; `score / (score + HALF)` is in [0, 1) as AWS's are. */
const HALF = 8;

export function knowledgeBases(bases: readonly KnowledgeBase[]): Record<string, OperationHandler> {
  const indexes = new Map(bases.map((base) => [base.id, indexOf(base)]));
  return {
    Retrieve: (input) => {
      const { knowledgeBaseId, retrievalQuery, retrievalConfiguration } = input as unknown as RetrieveInput;
      const index = indexes.get(knowledgeBaseId.replace(/^arn:.*knowledge-base\//, ''));
      if (!index) throw notFound(`Knowledge Base with id ${knowledgeBaseId} does not exist`);
      const search = retrievalConfiguration?.vectorSearchConfiguration;
      if (search?.filter) throw validationError('The sandbox cannot filter a knowledge base by metadata.');
      if (!retrievalQuery.text) throw validationError('retrievalQuery.text is required.');
      const hits = index.search(retrievalQuery.text).slice(0, search?.numberOfResults ?? DEFAULT_RESULTS);
      return {
        retrievalResults: hits.map((hit) => ({
          content: { text: String(hit['text']), type: 'TEXT' },
          location: { type: 'S3', s3Location: { uri: String(hit['uri']) } },
          score: hit.score / (hit.score + HALF),
        })),
      };
    },
  };
}

/** The control plane: what there is, and what its vectors lie in. */
export function knowledgeBaseControl(
  bases: readonly KnowledgeBase[],
  at: { account: string; openedAtMs: number },
): Record<string, OperationHandler> {
  const updatedAt = iso(at.openedAtMs);
  const nameOf = ({ id }: KnowledgeBase) => `base-${id.toLowerCase()}`;
  return {
    ListKnowledgeBases: () => ({
      knowledgeBaseSummaries: bases.map((base) => ({
        ...{ knowledgeBaseId: base.id, name: nameOf(base), status: 'ACTIVE', updatedAt },
      })),
    }),
    GetKnowledgeBase: (input, { region }) => {
      const base = bases.find(({ id }) => id === input['knowledgeBaseId']);
      if (!base) throw notFound(`Knowledge Base with id ${String(input['knowledgeBaseId'])} does not exist`);
      return { knowledgeBase: { ...describeBase(base, { ...at, region }), name: nameOf(base), updatedAt } };
    },
  };
}

function describeBase(
  base: KnowledgeBase,
  { account, region, openedAtMs }: { account: string; region: string; openedAtMs: number },
) {
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;
  const embeddingModelArn = `arn:aws:bedrock:${region}::foundation-model/amazon.titan-embed-text-v2:0`;
  const fieldMapping = { vectorField: 'vector', textField: 'text', metadataField: 'metadata' };
  return {
    knowledgeBaseId: base.id,
    knowledgeBaseArn: arn('bedrock', `knowledge-base/${base.id}`),
    roleArn: `arn:aws:iam::${account}:role/knowledge-base`,
    knowledgeBaseConfiguration: { type: 'VECTOR', vectorKnowledgeBaseConfiguration: { embeddingModelArn } },
    storageConfiguration:
      base.store === 'OPENSEARCH_SERVERLESS'
        ? {
            type: base.store,
            opensearchServerlessConfiguration: {
              ...{
                collectionArn: arn('aoss', 'collection/abcdefghij0123456789'),
                vectorIndexName: 'index',
                fieldMapping,
              },
            },
          }
        : {
            type: 'S3_VECTORS',
            s3VectorsConfiguration: { indexArn: arn('s3vectors', 'bucket/vectors/index/pages') },
          },
    status: 'ACTIVE',
    createdAt: iso(openedAtMs),
  };
}

interface RetrieveInput {
  readonly knowledgeBaseId: string;
  readonly retrievalQuery: { readonly text?: string };
  readonly retrievalConfiguration?: {
    readonly vectorSearchConfiguration?: { readonly numberOfResults?: number; readonly filter?: object };
  };
}

function indexOf({ documents }: KnowledgeBase): MiniSearch<Chunk> {
  const index = new MiniSearch<Chunk>({
    fields: ['text'],
    storeFields: ['uri', 'text'],
    searchOptions: { prefix: (term) => term.length > 3, fuzzy: (term) => (term.length > 5 ? 0.2 : false) },
  });
  const chunks = documents.flatMap(({ uri, text }) => chunksOf(text).map((chunk) => ({ uri, text: chunk })));
  index.addAll(chunks.map((chunk, id) => ({ id, ...chunk })));
  return index;
}

/** Whole paragraphs, put together up to the size of a chunk; a longer paragraph is cut. */
function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  for (const paragraph of text.split(/\n\s*\n/).flatMap(cut)) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + paragraph.length < CHUNK_CHARACTERS) {
      chunks[chunks.length - 1] = `${last}\n\n${paragraph}`;
    } else if (paragraph.trim() !== '') chunks.push(paragraph.trim());
  }
  return chunks;
}

function cut(paragraph: string): string[] {
  const count = Math.ceil(paragraph.length / CHUNK_CHARACTERS);
  return Array.from({ length: count }, (_, at) => paragraph.slice(at * CHUNK_CHARACTERS, (at + 1) * CHUNK_CHARACTERS));
}
