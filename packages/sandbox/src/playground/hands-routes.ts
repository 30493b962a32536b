import type { Hands } from '../slack/workspace.ts';
import { type Body, element, formValues, text, word } from './parse-body.ts';
import { PATHS } from './protocol.ts';
import type { Routes } from './routes.ts';

/** What a person does in Slack, one POST each. */
export function handsRoutes(hands: Hands): Routes {
  return {
    [PATHS.say]: async (body) => ({
      message: await hands.say({ ...inChannel(body), text: text(body, 'text'), ...inThread(body) }),
    }),
    [PATHS.command]: async (body) => ({
      outcome: await hands.command({
        ...inChannel(body),
        command: text(body, 'command'),
        text: text(body, 'text'),
      }),
    }),
    [PATHS.act]: async (body) => ({
      outcome: await hands.act({ ...onMessage(body), element: element(body['element']) }),
    }),
    [PATHS.actInView]: async (body) => ({
      outcome: await hands.actInView({
        ...inView(body),
        element: element(body['element']),
        ...(body['values'] !== undefined && { values: formValues(body['values']) }),
      }),
    }),
    [PATHS.submit]: async (body) => ({
      outcome: await hands.submit({ ...inView(body), values: formValues(body['values']) }),
    }),
    [PATHS.closeView]: async (body) => void (await hands.closeView(inView(body))),
    [PATHS.shortcut]: async (body) => ({
      outcome: await hands.shortcut({ ...onMessage(body), callbackId: text(body, 'callbackId') }),
    }),
    [PATHS.openApp]: async (body) =>
      void (await hands.openApp({ as: text(body, 'as'), tab: word(body, 'tab', ['home', 'messages']) })),
    [PATHS.suggest]: async (body) => ({ outcome: await hands.suggest(typing(body)) }),
  };
}

const inChannel = (body: Body) => ({ as: text(body, 'as'), channel: text(body, 'channel') });
const onMessage = (body: Body) => ({ ...inChannel(body), ts: text(body, 'ts') });
const inView = (body: Body) => ({ as: text(body, 'as'), viewId: text(body, 'viewId') });
const inThread = (body: Body) => body['threadTs'] !== undefined && { threadTs: text(body, 'threadTs') };

function typing(body: Body): Parameters<Hands['suggest']>[0] {
  const menu = { blockId: text(body, 'blockId'), actionId: text(body, 'actionId'), value: text(body, 'value') };
  return body['viewId'] !== undefined ? { ...inView(body), ...menu } : { ...onMessage(body), ...menu };
}
