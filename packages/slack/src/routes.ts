import { type LaunchId, parseLaunchId, parseUserId } from '@rung/core/ids.ts';
import type { App, SlackCommandMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { ACTIONS, CORRECT_FORM, DIAGNOSE_SHORTCUT } from './action-ids.ts';
import type { Desk } from './desk.ts';
import { parseCommand } from './errand.ts';
import { evaluationRoutes } from './evaluation-routes.ts';
import { hostRoutes } from './host-routes.ts';
import { listenToAlerts } from './hosting-routes.ts';
import { judgementRoutes } from './judgement-routes.ts';
import { launchRoutes, openLaunchForm } from './launch-routes.ts';
import { onButton, userOf } from './on-button.ts';
import { publishHome } from './publish-home.ts';
import { SUGGESTED_PROMPTS } from './suggested-prompts.ts';

/** Forms are loaded by the first delivery that needs one: a cold start pays for what most deliveries need. */
const corrections = () => import('./view/correct-form.ts');

/** Every command, button, form and event that Rung listens to. */
export function routes(app: App, desk: Desk): void {
  listenToWords(app, desk);
  listenToForms(app, desk);
  listenToButtons(app, desk);
  launchRoutes(app, desk);
  judgementRoutes(app, desk);
  evaluationRoutes(app, desk);
  hostRoutes(app, desk);
  listenToAlerts(app, desk);
}

function listenToWords(app: App, desk: Desk): void {
  app.command('/rung', async ({ ack, command, client }) => {
    await ack();
    await runCommand(desk, command, client);
  });

  app.event('app_mention', async ({ event }) => {
    const by = event.user && parseUserId(event.user);
    if (by)
      await desk.ask({
        by,
        channel: event.channel,
        rootTs: event.thread_ts ?? event.ts,
        text: withoutMentions(event.text),
      });
  });

  app.message(async ({ message }) => {
    if (message.subtype !== undefined || message.channel_type !== 'im' || !message.text) return;
    const by = parseUserId(message.user);
    if (by)
      await desk.ask({ by, channel: message.channel, rootTs: message.thread_ts ?? message.ts, text: message.text });
  });

  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'messages') await suggestPrompts(client, event.channel);
    else await publishHome(desk, client, userOf(event.user));
  });

  app.shortcut(DIAGNOSE_SHORTCUT, async ({ ack, shortcut }) => {
    await ack();
    if (shortcut.type !== 'message_action') return;
    const by = userOf(shortcut.user.id);
    const { message, channel } = shortcut;
    await desk.ask({ by, channel: channel.id, rootTs: message.ts, text: message.text ?? '' });
  });
}

function listenToForms(app: App, desk: Desk): void {
  app.view<ViewSubmitAction>(CORRECT_FORM, async ({ ack, body, view }) => {
    await ack();
    const thread = JSON.parse(view.private_metadata) as { channel: string; rootTs: string };
    const { readCorrectForm } = await corrections();
    await desk.correctFacts({ ...thread, by: userOf(body.user.id), facts: readCorrectForm(view.state.values) });
  });
}

function listenToButtons(app: App, desk: Desk): void {
  onButton(app, ACTIONS.approve, async ({ where, value }) =>
    desk.decideLaunch({ ...where, ...launchValue(value), decision: 'approve' }),
  );
  onButton(app, ACTIONS.deny, async ({ where, value }) =>
    desk.decideLaunch({ ...where, ...launchValue(value), decision: 'deny' }),
  );
  onButton(app, ACTIONS.stopLaunch, async ({ where, value }) =>
    desk.stopLaunch({ ...where, launchId: launchValue(value).launchId }),
  );
  onButton(app, ACTIONS.whyNot, async ({ where, rootTs }) => desk.explainWhyNot({ ...where, rootTs }));
  onButton(app, ACTIONS.correctFacts, async ({ where, rootTs, client, triggerId }) => {
    const thread = { channel: where.channel, rootTs };
    const evidence = await desk.evidenceOf(thread);
    const { correctForm } = await corrections();
    await client.views.open({ trigger_id: triggerId, view: correctForm({ ...thread, evidence }) });
  });
  onButton(app, ACTIONS.lookForNames, async ({ where, value, rootTs, triggerId }) =>
    desk.lookForNames({ ...where, rootTs, ticket: value, clickId: triggerId }),
  );
  onButton(app, ACTIONS.takeCopy, async ({ where, value, rootTs, triggerId }) =>
    desk.takeRepairedCopy({ ...where, rootTs, ticket: value, clickId: triggerId }),
  );
  onButton(app, ACTIONS.answer, async ({ where, value, rootTs }) =>
    desk.answer({ ...where, rootTs, ...answerValue(value) }),
  );
}

async function runCommand(
  desk: Desk,
  command: SlackCommandMiddlewareArgs['command'],
  client: WebClient,
): Promise<void> {
  const where = { by: userOf(command.user_id), channel: command.channel_id };
  const errand = parseCommand(command.text);
  switch (errand.kind) {
    case 'help':
      return desk.help(where);
    case 'launch':
      return openLaunchForm(desk, client, { ...where, triggerId: command.trigger_id });
    case 'diagnose':
      return desk.ask({ ...where, text: errand.text });
    case 'check':
      return desk.checkDataset({ ...where, uri: errand.uri });
    case 'jobs':
      return desk.listLaunches(where);
    case 'host':
      return desk.showModelsToHost(where);
    case 'idle':
      return desk.listHostings(where);
    case 'estimate':
      return desk.estimate({ ...where, words: errand.words });
    case 'prices':
      return desk.prices({ ...where, anew: errand.anew });
    case 'credits':
      return desk.showCredits({ ...where, words: errand.words });
    case 'digest':
      return desk.orderDigest({ ...where, words: errand.words });
    case 'costs':
      return desk.showCosts(where);
    case 'halt':
      return desk.switchSpending({ ...where, to: 'stopped', reason: errand.reason });
    case 'resume':
      return desk.switchSpending({ ...where, to: 'on', reason: '' });
    case 'about':
      return desk.about(where);
    case 'unclear': {
      const detail = errand.closest ? `Did you mean \`/rung ${errand.closest}\`?` : '`/rung help` lists what there is.';
      return desk.notice(where, { headline: `There is no command “${errand.word}”.`, detail });
    }
    default:
      return errand satisfies never;
  }
}

/** `launchId:planHash`. */
function launchValue(value: string): { launchId: LaunchId; shownHash: string } {
  const [id = '', shownHash = ''] = value.split(':');
  const launchId = parseLaunchId(id);
  if (!launchId) throw new Error('a launch’s button carries no launch id');
  return { launchId, shownHash };
}

/** `questionId|index`. */
function answerValue(value: string): { questionId: string; answerIndex: number } {
  const [questionId = '', index = ''] = value.split('|');
  return { questionId, answerIndex: Number(index) };
}

function withoutMentions(text: string): string {
  return text.replace(/<@[UW][A-Z0-9]+(?:\|[^>]*)?>/g, '').trim();
}

async function suggestPrompts(client: WebClient, channelId: string): Promise<void> {
  await client.assistant.threads.setSuggestedPrompts({
    channel_id: channelId,
    title: 'What people bring',
    prompts: [...SUGGESTED_PROMPTS],
  });
}
