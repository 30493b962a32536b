import { eachExchange } from '@rung/core/dataset/alike/each-exchange.ts';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { findingsIn, type NamesResult, namesReport } from '@rung/core/dataset/names/names-findings.ts';
import { type NamesSample, sampleForNames } from '@rung/core/dataset/names/names-sample.ts';
import type { Deliveries } from '@rung/core/ports.ts';
import { type OfferClick, redeem } from './check-ticket.ts';
import type { Deps } from './deps.ts';
import { inTurns } from './in-turns.ts';

type Needs = Pick<Deps, 'datasets' | 'settings' | 'people' | 'messenger' | 'names' | 'spending'> & {
  readonly deliveries: Deliveries;
};

/** Amazon Comprehend takes twenty a second of an account that never asked for more. */
const AT_ONCE = 4;

/** "Are there names and addresses in it?": a sample is sent to Amazon Comprehend, once a card, by a member's click on the shown amount. */
export async function lookForNames(deps: Needs, click: OfferClick): Promise<void> {
  const { by, channel, rootTs } = click;
  const refuse = (detail: string) => {
    const card = { kind: 'notice', headline: 'Nothing was sent to Amazon Comprehend.', detail } as const;
    return deps.messenger.whisper({ place: { channel, threadTs: rootTs }, user: by }, card);
  };
  const redeemed = await redeem(deps, click);
  if (redeemed.kind === 'refused') return refuse(redeemed.because);
  if ((await deps.spending.read()).state === 'stopped')
    return refuse('All spending is stopped. An approver allows it again with `/rung resume`.');
  // Two clicks are two deliveries, and each would be billed.
  const isFirst = await deps.deliveries.first(`names#${channel}#${rootTs}`, click.clickId);
  if (!isFirst) return refuse('This card’s sample was sent already; the answer is in its thread.');
  const result = await ask(deps, redeemed.training);
  const message = { channel, ts: rootTs };
  await deps.messenger.post({ channel, threadTs: rootTs }, { kind: 'names', by, result });
  if (result.findings.length > 0)
    await deps.messenger.attach(message, { name: 'names.txt', title: 'Where they stand', text: namesReport(result) });
}

async function ask({ names }: Needs, file: JobFile): Promise<NamesResult> {
  const records = await eachExchange(file.open(), () => undefined);
  const sample: NamesSample = await sampleForNames(file.open(), records);
  const answers = await inTurns(sample.requests, (request) => names.find(request), AT_ONCE);
  const findings = sample.requests.flatMap((request, index) => {
    const seen = answers[index];
    return seen === undefined || seen === 'unread' ? [] : findingsIn(request, seen);
  });
  return { sample, findings, unread: answers.filter((answer) => answer === 'unread').length, records };
}
