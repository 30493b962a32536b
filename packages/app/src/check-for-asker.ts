import type { Card } from '@rung/core/chat/card.ts';
import type { MessageRef } from '@rung/core/chat/person.ts';
import { checkJob } from '@rung/core/dataset/job/check-job.ts';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { jobPage } from '@rung/core/dataset/job/job-page.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import type { S3Uri } from '@rung/core/s3-uri.ts';
import { unreadable } from './check-file.ts';
import type { Deps } from './deps.ts';
import { type CheckErrand, readCheckWords } from './read-check-words.ts';

type Needs = Pick<Deps, 'datasets' | 'messenger' | 'settings'>;

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
  const training = await fileAt(deps, errand.training);
  const validation = errand.validation && (await fileAt(deps, errand.validation));
  const evaluation = errand.evaluation && (await fileAt(deps, errand.evaluation));
  for (const file of [training, validation, evaluation])
    if (file && 'level' in file) return say(file.message, file.remedy);
  if ('level' in training || (validation && 'level' in validation) || (evaluation && 'level' in evaluation)) return;
  await checkAndTell(deps, ask, { errand, training, validation, evaluation });
}

interface Found {
  readonly errand: CheckErrand;
  readonly training: JobFile;
  readonly validation: JobFile | undefined;
  readonly evaluation: JobFile | undefined;
}

async function fileAt({ datasets, settings }: Needs, uri: S3Uri): Promise<JobFile | Finding> {
  const look = await datasets.look(uri);
  if (look.kind !== 'found') return unreadable(uri, look, settings.region);
  return { name: uri, bytes: look.bytes, isRereadable: true, open: () => datasets.open(look) };
}

async function checkAndTell(deps: Needs, ask: { by: UserId; channel: string }, found: Found): Promise<void> {
  const { errand, ...files } = found;
  const place = { channel: ask.channel };
  const progress = await progressCard(deps, place, files.training);
  const { model, method, nearDuplicates } = errand;
  const checked = await checkJob({
    model,
    method,
    nearDuplicates,
    ...files,
    checksNames: true,
    maxShownPerRule: MOST_SHOWN,
    onProgress: progress.tell,
  });
  const job = { model, method };
  const card = (report: Extract<Card, { kind: 'dataset' }>['report']): Card => {
    return { kind: 'dataset', by: ask.by, uri: errand.training, job, checked, report };
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
