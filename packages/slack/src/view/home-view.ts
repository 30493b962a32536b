import type { HomePage } from '@rung/core/chat/home-page.ts';
import type { SpendingSwitch } from '@rung/core/cost/spending-switch.ts';
import type { HomeView } from '@slack/types';
import { context, count, moment, safe, safeUpTo, section } from './blocks.ts';
import { alertBlocks } from './home-alerts.ts';
import { launchesHeadline, launchLines } from './launch-list.ts';
import { leaseButtons } from './lease-card.ts';
import { modelWords, monthWords } from './lease-words.ts';
import { packLines } from './pack-lines.ts';
import { commandLines } from './plain-cards.ts';

type Blocks = HomeView['blocks'];
type MemberPage = Extract<HomePage, { kind: 'member' }>;

/** Characters of the list: Home is read at a glance, `/rung jobs` has the rest. */
const LONGEST_LIST = 6000;

/** The Home tab: what waits for its reader and what runs, then the words that Rung takes. One part below the other; each draws nothing where it has nothing to say. */
export function homeView(page: HomePage): HomeView {
  const own = page.kind === 'member' ? memberBlocks(page) : [section(safe(page.because))];
  return { type: 'home', blocks: [...own, { type: 'divider' }, ...wordsBlocks()] };
}

function memberBlocks(page: MemberPage): Blocks {
  return [
    ...spendingBlocks(page.spending),
    ...launchesBlocks(page),
    ...alertBlocks(page.alerts),
    ...leasesBlocks(page),
  ];
}

/** Said first: while it is stopped, nothing below goes on. */
function spendingBlocks(spending: SpendingSwitch): Blocks {
  if (spending.state === 'on') return [];
  const why = spending.reason === '' ? '' : ` “${safeUpTo(500, spending.reason)}”`;
  return [
    section(`*All spending is stopped*${spending.by ? ` by <@${spending.by}>, ${moment(spending.atMs)}` : ''}.${why}`),
  ];
}

function launchesBlocks({ launches }: MemberPage): Blocks {
  const list = packLines(launchLines(launches), LONGEST_LIST);
  const more = list.left > 0 ? [context(`And ${list.left} more, by \`/rung jobs\`.`)] : [];
  return [section(launchesHeadline(launches)), ...list.blocks, ...more];
}

/** Home holds a hundred blocks, and each of these takes two. */
const MOST_LEASES = 10;

/** What Rung hosts, with its kill switch. */
function leasesBlocks({ leases }: MemberPage): Blocks {
  if (leases.length === 0) return [];
  const shown = leases
    .slice(0, MOST_LEASES)
    .flatMap((lease) => [
      section(
        `• *${modelWords(lease)}* until ${moment(lease.endsAtMs)} · ${monthWords(lease)} · asked by <@${lease.requester}>`,
      ),
      ...leaseButtons(lease),
    ]);
  const more =
    leases.length > MOST_LEASES ? [context(`And ${leases.length - MOST_LEASES} more, by \`/rung idle\`.`)] : [];
  return [section(`*${count(leases.length, 'model')} hosted by Rung*, the next to end first.`), ...shown, ...more];
}

function wordsBlocks(): Blocks {
  return [
    section(
      'Describe a problem in the *Messages* tab, or mention me in a channel. In a channel these commands work too:',
    ),
    section(commandLines()),
    context('A launch is asked for in a channel, because a second person has to see its card and say yes.'),
  ];
}
