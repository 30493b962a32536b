import { AwsError } from '../kit/aws-error.ts';
import type { Handler } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { serveModel } from '../models/serve-model.ts';
import { loadModel } from '../models/service-model.ts';
import { piiEntities } from './pii-entities.ts';

/** docs.aws.amazon.com/comprehend/latest/dg/guidelines-and-limits.html: 100 KB a document for PII, read 2026-11-26. */
const MOST_BYTES = 100 * 1024;
const LANGUAGES: readonly unknown[] = ['en', 'es'];

/** The sandbox's Amazon Comprehend, as far as names and addresses in one text go. */
export function openComprehend({ wireLog }: { wireLog: WireLog }): Handler {
  return serveModel({
    model: loadModel('comprehend'),
    wireLog,
    operations: {
      DetectPiiEntities({ Text: text, LanguageCode: language }) {
        const written = String(text);
        if (!LANGUAGES.includes(language))
          throw new AwsError('UnsupportedLanguageException', 'The language of the input text is not supported.');
        if (Buffer.byteLength(written) > MOST_BYTES)
          throw new AwsError('TextSizeLimitExceededException', 'The size of the input text exceeds the limit.');
        return { Entities: piiEntities(written) };
      },
    },
  });
}
