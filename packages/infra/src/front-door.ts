import { nameIn } from './deployment.ts';
import { lambda } from './lambda.ts';
import type { Stage } from './stage.ts';

/** Slack's one URL. It knows the signing secret and the desk's name, and may do nothing but call the desk. */
export function frontDoor({ at, secrets }: Stage) {
  return lambda('slack', {
    at,
    hasUrl: true,
    timeout: '10 seconds',
    memory: '1024 MB',
    environment: {
      SLACK_SIGNING_SECRET: secrets.slackSigningSecret.value,
      RUNG_DESK_FUNCTION: nameIn($app.stage, 'desk'),
    },
  });
}
