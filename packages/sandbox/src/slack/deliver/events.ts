import type { Members } from '../block-kit/rules.ts';
import type { SlackOptions } from '../slack-options.ts';
import { newId } from '../state/ids.ts';
import { type Answer, type Courier, isTaken, VERIFICATION_TOKEN } from './courier.ts';

/** Waits before the retries: at once, a minute, five minutes (docs.slack.dev/apis/events-api, "Error handling", 20 November 2026). */
const RETRY_WAITS_MS = [0, 60_000, 300_000];

interface Occasion {
  /** The inner event, such as `{type: 'app_mention', …}`. */
  readonly event: Members & { readonly type: string };
  readonly isExternallyShared: boolean;
}

/** Delivers an event until the app takes it or Slack gives up; resolves when either has happened. */
export async function deliverEvent(options: SlackOptions, courier: Courier, occasion: Occasion): Promise<void> {
  const body = JSON.stringify(envelope(options, occasion));
  await courier.during(async () => {
    let answer = await courier.send({ body, contentType: 'application/json' });
    for (const [index, waitMs] of RETRY_WAITS_MS.entries()) {
      if (isTaken(answer) || answer.headers.get('x-slack-no-retry') === '1') return;
      if (waitMs > 0 && !(await courier.rest(waitMs))) return;
      const headers = { 'x-slack-retry-num': String(index + 1), 'x-slack-retry-reason': reason(answer) };
      answer = await courier.send({ body, contentType: 'application/json', headers });
    }
  });
}

function reason(answer: Answer): string {
  if (answer.status === 'timeout') return 'http_timeout';
  return answer.status === 0 ? 'connection_failed' : 'http_error';
}

function envelope({ teamId, app, clock }: SlackOptions, { event, isExternallyShared }: Occasion): Members {
  const context = { et: event.type, tid: teamId, aid: app.id, cid: event['channel'] };
  return {
    token: VERIFICATION_TOKEN,
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(clock.nowMs() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isExternallyShared,
    event_context: `4-${Buffer.from(JSON.stringify(context)).toString('base64url')}`,
  };
}
