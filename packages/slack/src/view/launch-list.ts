import { isSettled, type Launch } from '@rung/core/launch/launch.ts';
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

/** `/rung jobs`, as one person reads it: what waits for them, what is theirs, what else runs, what has ended. */
export function launchList(launches: readonly Launch[], to: Reader): Drawn {
  const start = actions([button({ actionId: ACTIONS.openLaunchForm, text: 'Launch', value: 'jobs' })]);
  if (launches.length === 0) return drawn('*No launches yet.* Nobody has asked for one.', start);
  const groups = grouped(launches, to);
  const shown = groups.flatMap(({ title, members }) =>
    members.length > 0 ? [`*${title}*`, ...members.map(line)] : [],
  );
  return drawn(headlineOf(groups), packLines(shown, LONGEST_LIST).blocks);
}

interface Reader {
  readonly reader: string;
  /** Who may approve; empty means every full member. */
  readonly approvers: readonly string[];
}

interface Group {
  readonly title: string;
  readonly members: readonly Launch[];
}

function grouped(launches: readonly Launch[], { reader, approvers }: Reader): Group[] {
  const mayApprove = approvers.length === 0 || approvers.includes(reader);
  const waits = (launch: Launch) => launch.state === 'awaitingApproval' && launch.requester !== reader && mayApprove;
  const open = launches.filter((launch) => !isSettled(launch) && !waits(launch));
  return [
    { title: 'Waiting for your yes', members: launches.filter(waits) },
    { title: 'Yours, under way', members: open.filter(({ requester }) => requester === reader) },
    { title: 'Under way', members: open.filter(({ requester }) => requester !== reader) },
    { title: 'Ended, newest first', members: launches.filter(isSettled).slice(0, MOST_ENDED) },
  ];
}

function headlineOf([waiting, yours, others]: readonly Group[]): string {
  const count = (group: Group | undefined) => group?.members.length ?? 0;
  const underWay = count(yours) + count(others);
  const asks = count(waiting);
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
