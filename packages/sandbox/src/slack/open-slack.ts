import { openMap } from '../kit/durable-map.ts';
import { listen } from '../kit/http.ts';
import { serveSlack, type Weather } from './api/serve.ts';
import { Courier, isTaken, VERIFICATION_TOKEN } from './deliver/courier.ts';
import { createHands } from './hands/hands.ts';
import { SLACKBOT, type Slack, type SlackOptions } from './slack-options.ts';
import { Assistant } from './state/assistant.ts';
import { createBulletin } from './state/bulletin.ts';
import { Conversations, type Saved, visible } from './state/conversations.ts';
import { Files } from './state/files.ts';
import { newId } from './state/ids.ts';
import type { Office } from './state/office.ts';
import { ResponseUrls } from './state/response-urls.ts';
import { Streams } from './state/streams.ts';
import { Triggers } from './state/triggers.ts';
import { toView } from './state/view-payload.ts';
import { Views } from './state/views.ts';
import type { Eyes, Person } from './workspace.ts';

/**
 * Starts a Slack workspace with one app in it: the Web API on `apiUrl`, people's hands and eyes, and signed deliveries to the app's
 * request URL. Rejects with `PortBusy` when somebody else holds the port. What it does not do is in coverage.ts.
 */
export async function openSlack(options: SlackOptions): Promise<Slack> {
  let origin = '';
  const office = createOffice(options, () => origin);
  const weather: Weather = { throttles: new Map(), isOut: false, delayMs: 0 };
  const listening = await listen(serveSlack(office, weather), options.port);
  origin = listening.url;
  return {
    ...createHands(office),
    ...createEyes(office),
    apiUrl: `${listening.url}/api/`,
    idle: () => office.courier.idle(),
    throttleNext: ({ method, retryAfterSeconds }) => void weather.throttles.set(method, retryAfterSeconds),
    outage(isOut) {
      weather.isOut = isOut;
    },
    slow(delayMs) {
      weather.delayMs = delayMs;
    },
    verifyUrl: () => verifyUrl(office.courier),
    async close() {
      office.courier.close();
      await listening.close();
    },
  };
}

function createOffice(options: SlackOptions, origin: () => string): Office {
  const { clock } = options;
  const bulletin = createBulletin();
  const courier = new Courier(options);
  return {
    options,
    bulletin,
    courier,
    origin,
    conversations: new Conversations(options, { bulletin, store: openMap<Saved>(options.stateFile) }),
    views: new Views(options, bulletin),
    triggers: new Triggers(clock),
    responseUrls: new ResponseUrls(clock, options.teamId),
    files: new Files(clock, options.stateFile),
    assistant: new Assistant(clock, { bulletin, closing: courier.closing }),
    streams: new Streams(clock),
  };
}

const SLACKBOT_PERSON: Person = { id: SLACKBOT, name: 'slackbot', realName: 'Slackbot', isBot: true };

function createEyes({ options, conversations, views, bulletin }: Office): Eyes {
  return {
    people: () => [...options.people, SLACKBOT_PERSON],
    userGroups: () => options.userGroups ?? [],
    channels: () => conversations.channels(),
    messages: (channel, as) =>
      conversations
        .messages(channel)
        .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === as)
        .map(visible),
    views: (as) => views.stack(as).map(toView),
    home(as) {
      const home = views.home(as);
      return home && toView(home);
    },
    subscribe: (listener) => bulletin.subscribe(listener),
  };
}

/** An app may answer the challenge as JSON, as a form or as plain text (docs.slack.dev/reference/events/url_verification). */
async function verifyUrl(courier: Courier): Promise<boolean> {
  const challenge = newId('');
  const body = JSON.stringify({ token: VERIFICATION_TOKEN, challenge, type: 'url_verification' });
  const answer = await courier.during(() => courier.send({ body, contentType: 'application/json' }));
  const accepted = [challenge, `challenge=${challenge}`, JSON.stringify({ challenge })];
  return isTaken(answer) && accepted.includes(answer.body.trim());
}
