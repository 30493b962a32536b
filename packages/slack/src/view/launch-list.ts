import type { Launch } from '@rung/core/launch/launch.ts';
import { formatUsdAbout } from '@rung/core/money.ts';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, type Drawn, drawn, moment, safe } from './blocks.ts';
import { estimateWords } from './estimate-words.ts';
import { refusalWords } from './launch-notes.ts';
import { verdictHeadline } from './loss-words.ts';
import { packLines } from './pack-lines.ts';
import { madeHeadline, UNDER_WAY } from './recipe-words.ts';

/** Characters of a list in one message. */
const LONGEST_LIST = 9000;

/** `/rung jobs`. */
export function launchList(launches: readonly Launch[]): Drawn {
  const start = actions([button({ actionId: ACTIONS.openLaunchForm, text: 'Launch a fine-tune', value: 'jobs' })]);
  if (launches.length === 0) return drawn('*No launches yet.* Nobody has asked for one.', start);
  const lines = launches.map(
    (launch) =>
      `• *${safe(launch.recipe.name)}* · ${stateWords(launch)} · asked by <@${launch.requester}> ${moment(launch.requestedAtMs)}, <#${launch.card.channel}>`,
  );
  const headline = launches.length === 1 ? 'The last launch.' : `The last ${launches.length} launches, newest first.`;
  return drawn(`*${headline}*`, packLines(lines, LONGEST_LIST).blocks);
}

function stateWords(launch: Launch): string {
  switch (launch.state) {
    case 'requested':
      return 'being checked';
    case 'checked':
      return 'checked';
    case 'awaitingApproval':
      return `waiting for a yes until ${moment(launch.expiresAtMs)}, ${estimateWords(launch.plan.estimate)}`;
    case 'approved':
      return 'approved';
    case 'training':
      return `${UNDER_WAY[launch.recipe.kind]} since ${moment(launch.startedAtMs)}`;
    case 'done': {
      const cost = launch.cost === undefined ? 'cost not known' : formatUsdAbout(launch.cost);
      return `${verdictHeadline(launch.verdict).replace(/\.$/, '')}, ${cost}`;
    }
    case 'made':
      return madeHeadline(launch).replace(/\.$/, '');
    case 'refused':
      return `not started (${refusalWords(launch)})`;
    case 'failed':
      return 'failed in AWS';
    case 'stopped':
      return 'stopped';
    case 'unknown':
      return 'state not known';
    default:
      return launch satisfies never;
  }
}
