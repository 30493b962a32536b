import { type MicroUsd, usd } from '@rung/core/money.ts';
import { MINUTE_MS } from '@rung/core/time.ts';
import { ANA, BO, FORM } from '../core/launch/plans.ts';
import { History, type HistoryOptions } from './history.ts';
import { violations } from './invariants.ts';
import { CHANNEL, putFile } from './world.ts';

/** A thing that happens to launches, and what is wrong afterwards; nothing when Rung keeps its promises. */
type Scenario = (options: HistoryOptions) => Promise<string[]>;

async function waiting(options: HistoryOptions): Promise<History> {
  const history = new History(options);
  await history.fromChecked();
  await history.until(() => history.waiting() !== undefined);
  return history;
}

const isTraining = (history: History) => () => history.launch()?.state === 'training' && history.world.jobs.length > 0;

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'the form is sent three times': async (options) => {
    const history = new History(options);
    await Promise.all([history.request(), history.request()]);
    await history.until(() => history.waiting() !== undefined);
    await history.request();
    await history.decide('approve', BO);
    await history.request();
    await history.toTheEnd();
    return violations(history.world, { ends: ['done'] });
  },
  'Bedrock refuses the job': async (options) => {
    const history = await waiting(options);
    history.world.refusesJobs = 'Bedrock.ValidationException';
    await history.decide('approve', BO);
    await history.toTheEnd();
    return violations(history.world, { ends: ['failed'] });
  },
  'the file is replaced before the yes': async (options) => {
    const history = await waiting(options);
    putFile(history.world, FORM.dataset ?? '', Buffer.from('other'));
    await history.decide('approve', BO);
    await history.toTheEnd();
    return violations(history.world, { ends: ['refused'] });
  },
  'the requester clicks Approve': async (options) => {
    const history = await waiting(options);
    await history.decide('approve', ANA);
    const wrong = history.launch()?.state === 'awaitingApproval' ? [] : ['its requester approved it'];
    await history.decide('deny', ANA);
    await history.toTheEnd();
    return [...wrong, ...violations(history.world, { ends: ['refused'] })];
  },
  'a card of another plan is clicked': async (options) => {
    const history = await waiting(options);
    await history.decide('approve', BO, 'f'.repeat(64));
    const wrong = history.launch()?.state === 'awaitingApproval' ? [] : ['a stale card approved it'];
    await history.decide('deny', BO);
    await history.toTheEnd();
    return [...wrong, ...violations(history.world, { ends: ['refused'] })];
  },
  'nobody decides in a day': async (options) => {
    const history = await waiting(options);
    await history.toTheEnd();
    return violations(history.world, { ends: ['refused'], hours: 25 });
  },
  'Slack is out for half an hour from the yes on': async (options) => {
    const history = await waiting(options);
    await history.decide('approve', BO);
    await history.until(isTraining(history));
    history.world.slackIsDown = true;
    const backAtMs = history.world.nowMs + 30 * MINUTE_MS;
    await history.until(() => history.world.nowMs >= backAtMs);
    history.world.slackIsDown = false;
    await history.until(() => history.world.nowMs >= backAtMs + 5 * MINUTE_MS);
    return violations(history.world, { ends: ['done'] });
  },
  'the channel is archived while it trains': async (options) => {
    const history = await waiting(options);
    await history.decide('approve', BO);
    await history.until(isTraining(history));
    history.world.goneChannels.add(CHANNEL);
    await history.toTheEnd();
    return violations(history.world, { ends: ['done'] });
  },
  'the channel is archived and the requester is gone': async (options) => {
    const history = await waiting(options);
    await history.decide('approve', BO);
    await history.until(isTraining(history));
    for (const place of [CHANNEL, ANA]) history.world.goneChannels.add(place);
    await history.toTheEnd();
    return violations(history.world, { ends: ['done'] });
  },
  'the card is deleted while it trains': async (options) => {
    const history = await waiting(options);
    await history.decide('approve', BO);
    await history.until(isTraining(history));
    history.world.posts.splice(0);
    await history.toTheEnd();
    return violations(history.world, { ends: ['done'] });
  },
  'an approver stops it while it trains': async (options) => {
    const history = await waiting(options);
    await history.decide('approve', BO);
    await history.until(isTraining(history));
    const { id } = history.launch() ?? {};
    if (id) await history.stop(BO, id);
    await history.toTheEnd();
    return violations(history.world, { ends: ['stopped'] });
  },
  'two launches want the last of the cap': async (options) => {
    const cap = oneLaunch();
    const history = new History({ ...options, capUsd: String(cap / 1_000_000) });
    await Promise.all([history.request('V1'), history.request('V2', { name: 'second' })]);
    await history.until(() => history.waiting() !== undefined);
    await history.decideAll('approve', BO);
    await history.decideAll('deny', ANA);
    await history.toTheEnd();
    return violations(history.world, { ends: ['done', 'refused'], cap });
  },
  'the yes is given and the workflow is gone': async (options) => {
    const history = await waiting(options);
    await history.decide('approve', BO);
    await history.until(isTraining(history));
    history.forgetWorkflows();
    await history.toTheEnd();
    return violations(history.world, { ends: ['done'] });
  },
};

/** A cap that holds one launch of the harness's data and not two. */
const oneLaunch = (): MicroUsd => usd('0.002');
