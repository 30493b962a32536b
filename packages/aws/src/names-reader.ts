import type { NamesReader, SeenName } from '@rung/core/dataset/names/names-findings.ts';
import { VisibleError } from '@rung/core/errors.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';

const KINDS: Readonly<Record<string, SeenName['kind']>> = { NAME: 'name', ADDRESS: 'address' };

/** Names and addresses by Amazon Comprehend. Its other kinds are found by rules of our own, on every line. */
export function namesReader(clients: Pick<AwsClients, 'comprehend'>): NamesReader {
  return {
    async find({ text, language }) {
      const { DetectPiiEntitiesCommand } = await import('@aws-sdk/client-comprehend');
      const client = await clients.comprehend();
      return client.send(new DetectPiiEntitiesCommand({ Text: text, LanguageCode: language })).then(
        ({ Entities = [] }) =>
          Entities.flatMap(({ Type = '', BeginOffset: begin = 0, EndOffset: end = 0 }) => {
            const kind = KINDS[Type];
            return kind ? [{ kind, begin, end }] : [];
          }),
        (error: unknown) => {
          if (failureKind(error) === 'denied') throw notAllowed(error);
          return 'unread';
        },
      );
    },
  };
}

function notAllowed(cause: unknown): VisibleError {
  return new VisibleError(
    {
      kind: 'denied',
      code: 'comprehend-denied',
      message: 'Rung may not ask Amazon Comprehend. Nothing was found out about names and addresses.',
      remedy:
        'Allow Rung’s desk role comprehend:DetectPiiEntities, and check whether the service is there in this region.',
    },
    { cause },
  );
}
