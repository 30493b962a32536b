import type { Library, Passage } from '@rung/core/ports.ts';
import type { AwsClients } from './clients.ts';

/** What the team keeps in a Bedrock Knowledge Base of its own. */
export function knowledgeBase(place: {
  clients: Pick<AwsClients, 'bedrockAgentRuntime'>;
  knowledgeBaseId: string;
}): Library {
  return {
    async search(question) {
      const { RetrieveCommand } = await import('@aws-sdk/client-bedrock-agent-runtime');
      const client = await place.clients.bedrockAgentRuntime();
      const { retrievalResults = [] } = await client.send(
        new RetrieveCommand({
          knowledgeBaseId: place.knowledgeBaseId,
          retrievalQuery: { text: question.slice(0, 1000) },
          retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults: 3 } },
        }),
      );
      return retrievalResults.map(
        (result): Passage => ({
          text: result.content?.text ?? '',
          source: result.location?.s3Location?.uri ?? '',
          score: result.score ?? 0,
        }),
      );
    },
  };
}

/** Nothing to look up in: every question finds nothing, and the card says so. */
export const noKnowledgeBase: Library = { search: () => Promise.resolve([]) };
