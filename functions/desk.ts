import { answerInThread, answerQuestion, explainWhyNot } from '@rung/app/answer-in-thread.ts';
import { checkForAsker } from '@rung/app/check-for-asker.ts';
import { decideLaunch } from '@rung/app/decide-launch.ts';
import { diagnosisOfThread } from '@rung/app/diagnosis-of-thread.ts';
import { launchChoices } from '@rung/app/launch-choices.ts';
import { requestLaunch } from '@rung/app/request-launch.ts';
import { showHostings, showLaunches } from '@rung/app/show-lists.ts';
import { showAbout, showHelp, showNotice } from '@rung/app/show-words.ts';
import { keepHosting, stopHosting } from '@rung/app/stop-hosting.ts';
import type { Clock } from '@rung/core/ports.ts';
import type { Desk } from '@rung/slack/desk.ts';
import { deskApp } from '@rung/slack/desk-app.ts';
import type { Forwarded, ForwardedReply } from '@rung/slack/forwarded.ts';
import { slackClient } from '@rung/slack/slack-client.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { logBug } from './log.ts';
import { systemClock, type Wired, wire } from './wiring.ts';

type Invocation = { readonly awsRequestId: string };

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
    onBug: logBug,
  });
  return (delivery, context) => receive(delivery, context.awsRequestId);
}

function useCases(deps: Wired): Desk {
  return {
    ask: (told) => answerInThread(deps, told),
    answer: (press) => answerQuestion(deps, press),
    explainWhyNot: (press) => explainWhyNot(deps, press),
    launchChoices: () => launchChoices(deps.settings),
    tuneVeto: async (thread) => (await diagnosisOfThread(deps, thread))?.against?.because,
    requestLaunch: ({ by, ...request }) => requestLaunch(deps, { requester: by, ...request }),
    decideLaunch: (click) => decideLaunch(deps, click),
    checkDataset: ({ by, channel, uri }) => checkForAsker(deps, { by, channel, words: uri }),
    listLaunches: (where) => showLaunches(deps, where),
    listHostings: (where) => showHostings(deps, where),
    stopHosting: (click) => stopHosting(deps, click),
    keepHosting: (click) => keepHosting(deps, click),
    about: (where) => showAbout(deps, where),
    help: (where) => showHelp(deps, where),
    notice: (where, words) => showNotice(deps, where, words),
  };
}

let running: ReturnType<typeof deskFunction> | undefined;

export const handler = (delivery: Forwarded, context: Invocation): Promise<ForwardedReply> => {
  running ??= deskFunction(rungEnv(processEnv()), systemClock);
  return running(delivery, context);
};
