import { VisibleError } from '@rung/core/errors.ts';
import type { Clock } from '@rung/core/ports.ts';
import type { Desk } from '@rung/slack/desk.ts';
import { deskApp } from '@rung/slack/desk-app.ts';
import type { EvaluationDesk } from '@rung/slack/evaluation-desk.ts';
import type { Forwarded, ForwardedReply } from '@rung/slack/forwarded.ts';
import type { HostDesk } from '@rung/slack/host-desk.ts';
import { slackClient } from '@rung/slack/slack-client.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { type Invocation, invocation } from './invocation.ts';
import type { Log } from './log.ts';
import { systemClock, type Wired, wire } from './wiring.ts';

/** Use cases are loaded by the first delivery that needs one: a cold start pays for that one and not for all of them. */
const answers = () => import('@rung/app/answer-in-thread.ts');
const checks = () => import('@rung/app/check-for-asker.ts');
const copies = () => import('@rung/app/take-repaired-copy.ts');
const names = () => import('@rung/app/look-for-names.ts');
const confirmations = () => import('@rung/app/confirm-judgement.ts');
const decisions = () => import('@rung/app/decide-launch.ts');
const diagnoses = () => import('@rung/app/diagnosis-of-thread.ts');
const flips = () => import('@rung/app/show-flips.ts');
const judgements = () => import('@rung/app/request-judgement.ts');
const requests = () => import('@rung/app/request-launch.ts');
const choices = () => import('@rung/app/launch-choices.ts');
const costs = () => import('@rung/app/show-costs.ts');
const credits = () => import('@rung/app/show-credits.ts');
const digests = () => import('@rung/app/order-digest.ts');
const lists = () => import('@rung/app/show-lists.ts');
const repeats = () => import('@rung/app/launch-again.ts');
const places = () => import('@rung/app/may-launch-here.ts');
const homes = () => import('@rung/app/home-of.ts');
const wordings = () => import('@rung/app/show-words.ts');
const stops = () => import('@rung/app/stop-hosting.ts');
const estimates = () => import('@rung/app/show-estimate.ts');
const prices = () => import('@rung/app/show-prices.ts');
const switches = () => import('@rung/app/switch-spending.ts');
const launchStops = () => import('@rung/app/stop-launch.ts');
const cancels = () => import('@rung/app/cancel-stop.ts');
const delays = () => import('@rung/app/put-off-alert.ts');
const evaluationRequests = () => import('@rung/app/request-evaluation.ts');
const evaluationClicks = () => import('@rung/app/confirm-evaluation.ts');
const evaluationStops = () => import('@rung/app/stop-evaluation.ts');
const hostRequests = () => import('@rung/app/request-hosting.ts');
const hostDecisions = () => import('@rung/app/decide-hosting.ts');
const leases = () => import('@rung/app/extend-lease.ts');
const adoptions = () => import('@rung/app/adopt-hosting.ts');

/** The desk: Bolt and its listeners, each calling one use case. */
export function deskFunction(
  env: RungEnv,
  clock: Clock,
): (delivery: Forwarded, context: Invocation) => Promise<ForwardedReply> {
  const wired = wire(env, clock);
  const slack = slackClient({ token: env.slackToken, apiUrl: env.slackApiUrl });
  const receive = deskApp({
    desk: useCases(wired),
    slack,
    token: env.slackToken,
    apiUrl: env.slackApiUrl,
    isFirst: (key, taker) => wired.deliveries.first(key, taker),
    onBug: ({ error }) => noteError(wired.log, error),
  });
  return invocation({ name: 'desk', log: wired.log }, async (delivery: Forwarded, context) => {
    const beganMs = performance.now();
    const reply = await receive(delivery, context.awsRequestId);
    wired.log.count('AnswerMs', performance.now() - beganMs);
    return reply;
  });
}

/** What was made for a person to read is no bug, and its words are theirs. */
function noteError(log: Log, error: unknown): void {
  if (error instanceof VisibleError) log.info({ event: 'told', code: error.code });
  else log.error(error, { event: 'broke' });
}

function useCases(deps: Wired): Desk {
  return {
    ask: async (told) => (await answers()).answerInThread(deps, told),
    answer: async (press) => (await answers()).answerQuestion(deps, press),
    evidenceOf: async (thread) => (await answers()).evidenceOf(deps, thread),
    correctFacts: async (form) => (await answers()).correctFacts(deps, form),
    explainWhyNot: async (press) => (await answers()).explainWhyNot(deps, press),
    launchChoices: async () => (await choices()).launchChoices(deps),
    launchRefusal: async (where) => (await (await places()).mayLaunchHere(deps, where)).because,
    launchVeto: async (thread) => (await (await diagnoses()).diagnosisOfThread(deps, thread))?.against?.because,
    launchAgain: async (launchId) => (await repeats()).launchAgain(deps, launchId),
    requestLaunch: async ({ by, ...request }) => (await requests()).requestLaunch(deps, { requester: by, ...request }),
    decideLaunch: async (click) => (await decisions()).decideLaunch(deps, click),
    stopLaunch: async (click) => (await launchStops()).stopLaunch(deps, click),
    checkDataset: async ({ by, channel, uri }) => (await checks()).checkForAsker(deps, { by, channel, words: uri }),
    lookForNames: async (click) => (await names()).lookForNames(deps, click),
    takeRepairedCopy: async (click) => (await copies()).takeRepairedCopy(deps, click),
    listLaunches: async (where) => (await lists()).showLaunches(deps, where),
    listHostings: async (where) => (await lists()).showHostings(deps, where),
    home: async (by) => (await homes()).homeOf(deps, by),
    judgementChoices: async (launchId) => (await judgements()).judgementChoices(deps, launchId),
    requestJudgement: async ({ by, ...asked }) =>
      (await judgements()).requestJudgement(deps, { ...asked, requester: by }),
    confirmJudgement: async (click) => (await confirmations()).confirmJudgement(deps, click),
    showFlips: async (click) => (await flips()).showFlips(deps, click),
    ...alertCases(deps),
    ...evaluationCases(deps),
    ...hostCases(deps),
    estimate: async (asked) => (await estimates()).showEstimate(deps, asked),
    prices: async (asked) => (await prices()).showPrices(deps, asked),
    showCredits: async (asked) => (await credits()).showCredits(deps, asked),
    orderDigest: async (asked) => (await digests()).orderDigest(deps, asked),
    showCosts: async (where) => (await costs()).showCosts(deps, where),
    switchSpending: async (asked) => (await switches()).switchSpending(deps, asked),
    about: async (where) => (await wordings()).showAbout(deps, where),
    help: async (where) => (await wordings()).showHelp(deps, where),
    notice: async (where, words) => (await wordings()).showNotice(deps, where, words),
  };
}

/** The buttons of an idle alert. */
function alertCases(
  deps: Wired,
): Pick<Desk, 'stopHosting' | 'cancelStop' | 'snoozeAlert' | 'aboutToKeep' | 'keepHosting' | 'adoptHosting'> {
  return {
    stopHosting: async (click) => (await stops()).stopHosting(deps, click),
    cancelStop: async (click) => (await cancels()).cancelStop(deps, click),
    snoozeAlert: async (click) => (await delays()).snoozeAlert(deps, click),
    aboutToKeep: async (spellId) => (await delays()).aboutToKeep(deps, spellId),
    keepHosting: async (form) => (await delays()).keepHosting(deps, form),
    adoptHosting: async (click) => (await adoptions()).adoptHosting(deps, click),
  };
}

/** A judgement's answers, scored by Bedrock too. */
function evaluationCases(deps: Wired): EvaluationDesk {
  return {
    evaluationChoices: async (judgementId) => (await evaluationRequests()).evaluationChoices(deps, judgementId),
    requestEvaluation: async ({ by, ...asked }) =>
      (await evaluationRequests()).requestEvaluation(deps, { ...asked, requester: by }),
    confirmEvaluation: async (click) => (await evaluationClicks()).confirmEvaluation(deps, click),
    stopEvaluation: async (click) => (await evaluationStops()).stopEvaluation(deps, click),
  };
}

/** What becomes of a finished model: hosted, extended, stopped. */
function hostCases(deps: Wired): HostDesk {
  return {
    hostChoices: async (launchId) => (await hostRequests()).hostChoices(deps, launchId),
    showModelsToHost: async (where) => (await hostRequests()).showModelsToHost(deps, where),
    requestHosting: async (asked) => (await hostRequests()).requestHosting(deps, asked),
    decideHosting: async (click) => (await hostDecisions()).decideHosting(deps, click),
    extendLease: async (click) => (await leases()).extendLease(deps, click),
    stopLease: async (click) => (await leases()).stopLease(deps, click),
    keepLease: async (click) => (await leases()).keepLease(deps, click),
  };
}

let running: ReturnType<typeof deskFunction> | undefined;

export const handler = (delivery: Forwarded, context: Invocation): Promise<ForwardedReply> => {
  running ??= deskFunction(rungEnv(processEnv()), systemClock);
  return running(delivery, context);
};
