import { suggest } from '@rung/sandbox/playground/page/conversation/completion.ts';
import { compose } from '@rung/sandbox/playground/page/conversation/compose.ts';
import type { PageState } from '@rung/sandbox/playground/protocol.ts';
import { describe, expect, test } from 'vitest';

const state: PageState = {
  workspace: 'Rung local',
  people: [
    { id: 'U1', name: 'ana', realName: 'Ana Ruiz' },
    { id: 'U2', name: 'ana.b', realName: 'Ana Berg' },
  ],
  userGroups: [],
  channels: [{ id: 'C1', name: 'ml-platform', kind: 'channel', members: ['U1', 'U2'] }],
  app: { userId: 'U0', name: 'Rung', description: '' },
  commands: [
    {
      command: '/rung',
      description: 'Ask',
      usageHint: '[launch]',
      completions: [
        { text: 'launch', description: 'Launch a job' },
        { text: 'list', description: 'List jobs' },
      ],
    },
  ],
  shortcuts: [],
  clock: { nowMs: 0, speed: 1 },
  bucketUri: 's3://rung-data/',
};

describe('what is sent', () => {
  test.each([
    ['hello @ana and @Ana.b, see #ml-platform.', 'hello <@U1> and <@U2>, see <#C1>.'],
    ['@rung, @ana.', '<@U0>, <@U1>.'],
    ['mail a@ana.example, @nobody', 'mail a@ana.example, @nobody'],
    ['<b> & <@U1>', '&lt;b&gt; &amp; &lt;@U1&gt;'],
  ])('%s is sent as %s', (written, text) => {
    expect(compose(written, state, false)).toEqual({ kind: 'message', text });
  });

  test.each([
    ['/rung launch  s3://x', false, { kind: 'command', command: '/rung', text: 'launch  s3://x' }],
    ['/rung', false, { kind: 'command', command: '/rung', text: '' }],
    ['/rugn launch', false, { kind: 'refused', reason: expect.stringContaining('/rugn is not a command') }],
    ['/rung launch', true, { kind: 'refused', reason: expect.stringContaining('thread') }],
    [' /etc/passwd is a path', false, { kind: 'message', text: '/etc/passwd is a path' }],
    ['  \n ', false, { kind: 'nothing' }],
  ])('%j (in a thread: %s) is told apart', (written, isThread, expected) => {
    expect(compose(written, state, isThread)).toEqual(expected);
  });
});

describe('what is suggested', () => {
  test.each([
    ['/', ['/rung ']],
    ['/rung l', ['/rung launch ', '/rung list ']],
    ['/rung LA', ['/rung launch ']],
    ['/rung launch s3', []],
    ['hello @an', ['hello @ana ', 'hello @ana.b ']],
    ['@ber', []],
    ['see #ml', ['see #ml-platform ']],
    ['a@an', []],
  ])('after %j', (before, replacements) => {
    expect(suggest(before, state).map(({ replacement }) => replacement)).toEqual(replacements);
  });
});
