import type { HomeView } from '@slack/types';
import { context, section } from './blocks.ts';
import { commandLines } from './plain-cards.ts';

/** The Home tab: what Rung does and the words it takes; the same for everybody. */
export function homeView(): HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Rung' } },
      section(
        'Describe a problem in the *Messages* tab, or mention me in a channel. In a channel these commands work too:',
      ),
      section(commandLines()),
      context('A launch is asked for in a channel, because a second person has to see its card and say yes.'),
    ],
  };
}
