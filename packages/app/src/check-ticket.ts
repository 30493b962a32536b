import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { fileAt } from './job-files.ts';
import { type CheckErrand, readCheckWords } from './read-check-words.ts';

/** A click on what a check's card offers. */
export interface OfferClick {
  readonly by: UserId;
  readonly channel: string;
  /** Timestamp of the card, under whose thread the answer goes. */
  readonly rootTs: string;
  /** Of the card's button. */
  readonly ticket: string;
  /** Slack's own id of the click: the same when Slack or AWS deliver it again. */
  readonly clickId: string;
}

/** The file's ETag, so that what is done is done to what was checked, and the words that the check was asked with. */
export function writeTicket(etag: string, words: string): string {
  return `${etag}|${words}`;
}

/** What a ticket is about, as it stands now; `refused` where nothing may be done with it any more. */
export type Redeemed =
  | { readonly kind: 'redeemed'; readonly errand: CheckErrand; readonly training: JobFile }
  | { readonly kind: 'refused'; readonly because: string };

/** Looks up what a click is about, and whether this person may have it. */
export async function redeem(
  deps: Pick<Deps, 'datasets' | 'settings' | 'people'>,
  { by, ticket }: Pick<OfferClick, 'by' | 'ticket'>,
): Promise<Redeemed> {
  const refused = (because: string): Redeemed => ({ kind: 'refused', because });
  const person = await deps.people.find(by);
  if (person.standing !== 'member') return refused('Only full members of this workspace can do that.');
  const [etag = '', words = ''] = split(ticket);
  const errand = readCheckWords(words);
  if (errand.kind === 'unclear') return refused('The card is of an older Rung. Check the file again.');
  const file = await fileAt(deps, errand.training, { isUnpacked: false });
  if ('level' in file) return refused(`${file.message} ${file.remedy}`);
  if (file.etag !== etag) return refused('The file has changed since this card was made. Check it again.');
  return { kind: 'redeemed', errand, training: file };
}

function split(ticket: string): [string, string] {
  const at = ticket.indexOf('|');
  return [ticket.slice(0, at), ticket.slice(at + 1)];
}
