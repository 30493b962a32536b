import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { COMPLETE, copyOfApp, find } from './app-under-test.ts';
import { commands } from './guide.ts';

it('the guide’s secrets and settings, typed as it says, make a deployment', async () => {
  const app = copyOfApp();
  const typed = commands({ signingSecret: 'the-signing-secret', botToken: 'xoxb-the-token', channel: 'C0MLPLATFORM' });
  const ofSst = typed.filter((line) => line.startsWith('npx sst '));
  for (const line of typed.filter((one) => one.startsWith('echo ')))
    execFileSync('sh', ['-c', line], { cwd: app.directory });

  const { code, output, resources } = await app.diff(
    { PATH: COMPLETE['PATH'] },
    ofSst.map((line) => line.replace('--stage production', '--stage ci').split(' ').slice(2)),
  );

  expect(ofSst).toHaveLength(2);
  expect(code, output).toBe(0);
  const desk = find(resources, 'aws:lambda/function:Function', 'DeskFunction').inputs;
  expect((desk['environment'] as { variables: object }).variables).toMatchObject({
    SLACK_BOT_TOKEN: 'xoxb-the-token',
    RUNG_WATCH_CHANNEL: 'C0MLPLATFORM',
    RUNG_KNOWLEDGE_BASE_ID: 'Handbook-id',
  });
  app.remove();
});
