import type { ModalView } from '@slack/types';
import { plain, section, sentence } from './blocks.ts';

/** What takes the place of a form that somebody may not fill in or send. A sentence under a field is plain text, in which nobody is named. */
export function refusedForm(words: { title: string; headline: string; because: string }): ModalView {
  const { title, headline, because } = words;
  return {
    ...{ type: 'modal', title: plain(title, 24), close: plain('Close', 24) },
    blocks: [section(`*${headline}* ${sentence(because)}`)],
  };
}
