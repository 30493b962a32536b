import { type CompletionSurvey, createCompletionSurvey } from './completion-survey.ts';
import type { CheckOptions, DatasetFormat } from './dataset-report.ts';
import { createFindingLog, type FindingLog } from './finding-log.ts';
import { createFirstSeen } from './first-seen.ts';
import { createLengths, type Lengths } from './lengths.ts';
import { createRepeats, type Repeats } from './note-repeats.ts';
import type { RecordFormat } from './recognise-record.ts';
import { createTokenSample, type TokenSample } from './token-sample.ts';

const DEFAULT_SHOWN_PER_RULE = 10;

/** What is gathered while a file is read. */
export interface Tallies {
  readonly options: CheckOptions;
  readonly maxShown: number;
  readonly log: FindingLog;
  readonly repeats: Repeats;
  readonly survey: CompletionSurvey;
  readonly tokens: TokenSample;
  readonly promptLengths: Lengths;
  readonly completionLengths: Lengths;
  readonly lengths: Lengths;
  readonly formats: Map<RecordFormat, number>;
  /** Lines that end in CRLF, the first of them, and the last line read. */
  readonly lines: { crlf: number; firstCrlf: number; last: number };
  readonly media: { firstImage: number; firstVideo: number };
  /** What the file is where it is no JSON Lines. */
  container: DatasetFormat | undefined;
  records: number;
}

export async function createTallies(options: CheckOptions): Promise<Tallies> {
  const maxShown = options.maxShownPerRule ?? DEFAULT_SHOWN_PER_RULE;
  const log = createFindingLog(maxShown);
  return {
    options,
    maxShown,
    log,
    repeats: createRepeats(await createFirstSeen(), log),
    survey: createCompletionSurvey(maxShown),
    tokens: createTokenSample(options.model.maxRecordTokens),
    promptLengths: createLengths(0),
    completionLengths: createLengths(0),
    lengths: createLengths(maxShown),
    formats: new Map(),
    lines: { crlf: 0, firstCrlf: 0, last: 0 },
    media: { firstImage: 0, firstVideo: 0 },
    container: undefined,
    records: 0,
  };
}
