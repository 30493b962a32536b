import { jobNameOf, type Launch } from '@rung/core/launch/launch.ts';
import { hashPlan } from '@rung/core/launch/plan.ts';
import { isOver } from '@rung/core/launch/telling.ts';
import { type MicroUsd, usd } from '@rung/core/money.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { BEGAN_MS, CHANNEL, described, MONTH, sha256, type World } from './world.ts';

/** A launch whose approver is quick: twelve minutes of training, and every delay that a crash may cost. */
const LONGEST_HOURS = 2;

/** How far a launch is: what is shown may not go back. */
const RANK: Readonly<Record<Launch['state'], number>> = {
  ...{ requested: 0, checked: 1, awaitingApproval: 2, approved: 3, training: 4, unknown: 5 },
  ...{ done: 6, made: 6, refused: 6, failed: 6, stopped: 6 },
};

/** What is wrong with the end of a history, in words; nothing when all that Rung promises was kept. */
export function violations(
  world: World,
  allowed: { ends: readonly Launch['state'][]; cap?: MicroUsd; hours?: number },
): string[] {
  const cap = allowed.cap ?? usd('500');
  return [
    ...[...world.launches.values()].flatMap((launch) => ofLaunch(world, launch, allowed.ends)),
    ...(world.nowMs - BEGAN_MS > (allowed.hours ?? LONGEST_HOURS) * HOUR_MS ? ['late: it took too long'] : []),
    ...orphans(world),
    ...(world.peak > cap ? [`committed ${world.peak} of ${cap}`] : []),
    ...budget(world),
  ];
}

function ofLaunch(world: World, launch: Launch, ends: readonly Launch['state'][]): string[] {
  const jobs = world.jobs.filter(({ tag }) => tag === launch.id);
  return [
    ...(jobs.length > 1 ? [`${jobs.length} jobs for one launch`] : []),
    ...(isOver(launch) ? [] : [`lost: still ${launch.state}`]),
    ...(isOver(launch) && !ends.includes(launch.state) ? [`ended ${launch.state}`] : []),
    ...authorised(world, launch),
    ...truth(world, launch),
    ...told(world, launch),
  ];
}

/** Nothing was spent without a yes of a second person that binds these very bytes. */
function authorised(world: World, launch: Launch): string[] {
  const job = world.jobs.find(({ tag }) => tag === launch.id);
  if (!job) return [];
  if (!('approval' in launch)) return ['a job without an approval'];
  const { approval, plan } = launch;
  const trained = world.files.get(job.trainingUri);
  return [
    ...(approval.by === launch.requester || approval.by === undefined ? ['approved by its own requester'] : []),
    ...(approval.planHash === hashPlan(plan) ? [] : ['the approval binds another plan']),
    ...(trained && sha256(trained.bytes) === plan.training?.sha256 ? [] : ['trained on other bytes than were checked']),
    ...(job.trainingUri.startsWith('s3://rung-work/frozen/') ? [] : ['trained on a file that people can change']),
    ...(job.name === jobNameOf(launch) ? [] : ['the job has a name that nobody can find']),
  ];
}

/** The record says of the job what AWS says. */
function truth(world: World, launch: Launch): string[] {
  const status = described(
    world,
    world.jobs.find(({ tag }) => tag === launch.id),
  )?.status;
  if (launch.state === 'done' && status !== 'Completed') return [`done, and the job is ${status}`];
  if (launch.state === 'stopped' && status !== undefined && status !== 'Stopped')
    return [`stopped, and the job is ${status}`];
  if ((launch.state === 'refused' || launch.state === 'failed') && status !== undefined)
    return [`${launch.state}, and there is a job`];
  return [];
}

/** The newest card shows the end, its thread mentions the requester, and no card ever went back. */
function told(world: World, launch: Launch): string[] {
  const telling = world.tellings.get(launch.id);
  const root = world.posts.find(({ channel, ts }) => channel === telling?.card.channel && ts === telling.card.ts);
  const shown = root?.cards.at(-1);
  const ended = world.posts.some(
    ({ threadTs, channel, cards: [card] }) =>
      threadTs === root?.ts &&
      channel === root?.channel &&
      card?.kind === 'launch-ended' &&
      card.launch.state === launch.state,
  );
  return [
    ...(shown?.kind === 'launch' && shown.launch.state === launch.state
      ? []
      : ['silent: the card does not show the end']),
    ...(ended ? [] : ['silent: nobody was mentioned at the end']),
    ...(launch.card.ts === root?.ts ? [] : ['the record names another card']),
    ...world.posts.flatMap(({ cards }) =>
      backwards(cards.flatMap((card) => (card.kind === 'launch' ? RANK[card.launch.state] : []))),
    ),
  ];
}

const backwards = (ranks: readonly number[]) =>
  ranks.some((rank, index) => rank < Math.max(0, ...ranks.slice(0, index))) ? ['a card went back'] : [];

function orphans(world: World): string[] {
  return world.jobs.some(({ tag }) => !world.launches.has(tag)) ? ['a job without a record'] : [];
}

/** What is committed is what was spent, and what may yet be billed. */
function budget(world: World): string[] {
  const owed = [...world.launches.values()].reduce((sum, launch) => {
    if (launch.state === 'done') return sum + (launch.cost ?? launch.approval.amount);
    if (launch.state === 'stopped') return sum + (launch.jobArn ? launch.approval.amount : 0);
    return launch.state === 'unknown' || launch.state === 'training' ? sum + launch.approval.amount : sum;
  }, 0);
  const committed = world.committed.get(MONTH) ?? 0;
  return committed === owed ? [] : [`${committed} committed, ${owed} owed`];
}

/** Cards of one launch that stand in the channel: Slack takes no key, so a crash can leave a second one. */
export function rootsOf(world: World): number {
  return world.posts.filter(
    ({ threadTs, channel, cards: [card] }) => threadTs === undefined && channel === CHANNEL && card?.kind === 'launch',
  ).length;
}
