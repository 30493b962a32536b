import type { Card } from '@rung/core/chat/card.ts';
import type { MessageRef } from '@rung/core/chat/person.ts';
import { checkJob } from '@rung/core/dataset/job/check-job.ts';
import { offersFor } from '@rung/core/dataset/job/check-offers.ts';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { jobPage } from '@rung/core/dataset/job/job-page.ts';
import { rulesFor } from '@rung/core/dataset/method-rules.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import type { S3Uri } from '@rung/core/s3-uri.ts';
import { writeTicket } from './check-ticket.ts';
import { withCountedTokens } from './count-tokens.ts';
import type { Deps } from './deps.ts';
import { fileAt, type StoredFile } from './job-files.ts';
import { type CheckErrand, readCheckWords } from './read-check-words.ts';

type Needs = Pick<Deps, 'datasets' | 'messenger' | 'settings' | 'tokens'>;

/** Larger files take long enough for somebody to wonder. */
const BIG_BYTES = 32 * 1024 * 1024;
/** Findings of each rule that the report in the thread spells out. */
const MOST_SHOWN = 50;
/** The report is read in Slack's viewer. */
const REPORT_WIDTH = 100;

/** "Is this file sound?": `words` are an S3 address and what it is to be checked for. */
export async function checkForAsker(deps: Needs, ask: { by: UserId; channel: string; words: string }): Promise<void> {
  const say = (headline: string, detail: string) =>
    deps.messenger.whisper({ place: { channel: ask.channel }, user: ask.by }, { kind: 'notice', headline, detail });
  const errand = readCheckWords(ask.words);
  if (errand.kind === 'unclear') return say('Nothing was checked.', errand.why);
  const files = await filesOf(deps, errand);
  if ('level' in files) return say(files.message, files.remedy);
  await checkAndTell(deps, ask, { errand, ...files });
}

interface Files {
  readonly training: StoredFile;
  readonly validation: JobFile | undefined;
  readonly evaluation: JobFile | undefined;
  readonly logged: JobFile | undefined;
}

interface Found extends Files {
  readonly errand: CheckErrand;
}

/** All files of the errand, or why the first that cannot be read cannot. Logs of calls come as Bedrock writes them, packed. */
async function filesOf(deps: Needs, errand: CheckErrand): Promise<Files | Finding> {
  const { model, method } = errand;
  const takesLogs = rulesFor(model, method).model.formats.includes('invocation-log');
  const find = (uri: S3Uri | undefined, isUnpacked: boolean) => (uri ? fileAt(deps, uri, { isUnpacked }) : undefined);
  const training = await fileAt(deps, errand.training, { isUnpacked: takesLogs });
  const validation = await find(errand.validation, false);
  const evaluation = await find(errand.evaluation, false);
  const logged = await find(errand.logged, true);
  if ('level' in training) return training;
  for (const file of [validation, evaluation, logged]) if (file && 'level' in file) return file;
  return { training, validation, evaluation, logged } as Files;
}

async function checkAndTell(
  deps: Needs,
  ask: { by: UserId; channel: string; words: string },
  found: Found,
): Promise<void> {
  const { errand, ...files } = found;
  const place = { channel: ask.channel };
  const progress = await progressCard(deps, place, files.training);
  const { model, method, nearDuplicates } = errand;
  const read = await checkJob({
    model,
    method,
    nearDuplicates,
    ...files,
    checksNames: true,
    maxShownPerRule: MOST_SHOWN,
    onProgress: progress.tell,
  });
  const job = { model, method };
  const checked = await withCountedTokens(deps, read, { model, file: files.training });
  const { etag, bytes } = files.training;
  const offers = offersFor(checked, job, { ticket: writeTicket(etag, ask.words), bytes });
  const card = (report: Extract<Card, { kind: 'dataset' }>['report']): Card => {
    return { kind: 'dataset', by: ask.by, uri: errand.training, job, checked, report, offers };
  };
  const message = await progress.settle(card('coming'));
  const text = jobPage(checked, job, { width: REPORT_WIDTH, bold: (words) => words });
  const attached = await deps.messenger.attach(message, {
    name: 'report.txt',
    title: 'Every finding, with what to do',
    text,
  });
  await deps.messenger.edit(message, card(attached));
}

/** A card that says how far reading is, for files that take a while; the result takes its place. */
async function progressCard({ messenger }: Needs, place: { channel: string }, { name, bytes: whole }: JobFile) {
  const isBig = whole >= BIG_BYTES;
  const words = (percent: number, records: number): Card => ({
    kind: 'notice',
    headline: `Reading ${name}: ${percent} %.`,
    detail: `${records.toLocaleString('en-US')} records so far. The report comes in this place.`,
  });
  const message: MessageRef | undefined = isBig ? await messenger.post(place, words(0, 0)) : undefined;
  let told = 0;
  let editing: Promise<unknown> = Promise.resolve();
  return {
    /** At most ten edits a file, one after the other; a lost one is made good by the next. */
    tell(file: JobFile, { bytes, records }: { bytes: number; records: number }) {
      const percent = Math.floor((bytes / whole) * 10) * 10;
      if (!message || file.name !== name || percent <= told) return;
      told = percent;
      editing = editing.then(() => messenger.edit(message, words(percent, records))).catch(() => undefined);
    },
    async settle(card: Card): Promise<MessageRef> {
      await editing;
      return message ? messenger.edit(message, card) : messenger.post(place, card);
    },
  };
}
