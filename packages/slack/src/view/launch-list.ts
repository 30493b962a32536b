import type { Launch } from '@rung/core/launch/launch.ts';
import type { LaunchGroups } from '@rung/core/launch/launch-groups.ts';
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

/** Launches that have ended are the least urgent; this many are shown. */
const MOST_ENDED = 10;

/** `/rung jobs`: what waits for its reader, what is theirs, what else runs, what has ended. */
export function launchList(groups: LaunchGroups): Drawn {
  const start = actions([button({ actionId: ACTIONS.openLaunchForm, text: 'Launch', value: 'jobs' })]);
  const lines = launchLines(groups);
  if (lines.length === 0) return drawn(NO_LAUNCHES, start);
  return drawn(launchesHeadline(groups), packLines(lines, LONGEST_LIST).blocks);
}

const NO_LAUNCHES = '*No launches yet.* Nobody has asked for one.';

/** The groups with their titles, a line for each launch; none when there are no launches. */
export function launchLines({ waiting, yours, others, ended }: LaunchGroups): string[] {
  const groups: [string, readonly Launch[]][] = [
    ['Waiting for your yes', waiting],
    ['Yours, under way', yours],
    ['Under way', others],
    ['Ended, newest first', ended.slice(0, MOST_ENDED)],
  ];
  return groups.flatMap(([title, members]) => (members.length > 0 ? [`*${title}*`, ...members.map(line)] : []));
}

export function launchesHeadline({ waiting, yours, others, ended }: LaunchGroups): string {
  const underWay = yours.length + others.length;
  const asks = waiting.length;
  if (asks + underWay + ended.length === 0) return NO_LAUNCHES;
  if (asks > 0)
    return `*${asks === 1 ? 'One launch waits' : `${asks} launches wait`} for your yes*, ${underWay} under way.`;
  return underWay > 0 ? `*${underWay} under way*, none waits for you.` : '*Nothing is under way.*';
}

const line = (launch: Launch) =>
  `• *${safe(launch.recipe.name)}* · ${stateWords(launch)} · asked by <@${launch.requester}> ${moment(launch.requestedAtMs)}, <#${launch.card.channel}>`;

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
