import { createClock, type SandboxClock } from '@rung/sandbox/kit/clock.ts';
import type { Listening } from '@rung/sandbox/kit/http.ts';
import { type MessageShortcut, PATHS, type SlashCommand } from '@rung/sandbox/playground/protocol.ts';
import { startPlayground } from '@rung/sandbox/playground/server.ts';
import type { Channel, Person, UserGroup, View } from '@rung/sandbox/slack/workspace.ts';
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { createMemoryPanel } from './memory-panel.ts';
import { createMemorySlack, type MemorySlack } from './memory-slack.ts';

export const APP = 'U0RUNG';
export const ANA = 'U0ANA';
export const BO = 'U0BO';
export const GENERAL = 'C0ML';

export const PEOPLE: Person[] = [
  { id: ANA, name: 'ana', realName: 'Ana Ruiz', timeZone: 'Etc/UTC' },
  { id: BO, name: 'bo', realName: 'Bo Lindqvist', timeZone: 'Etc/UTC' },
  { id: APP, name: 'rung', realName: 'Rung', isBot: true },
];

const CHANNELS: Channel[] = [
  { id: GENERAL, name: 'ml-platform', kind: 'channel', members: [ANA, BO] },
  { id: 'C0FIN', name: 'cloud-costs', kind: 'channel', members: [ANA, BO] },
];

/** The group that is called to what idles; Bo is in it. */
const GROUPS: UserGroup[] = [{ id: 'S0OWNERS', name: 'ML owners', handle: 'ml-owners', users: [BO] }];

const COMMANDS: SlashCommand[] = [
  {
    command: '/rung',
    description: 'Which way of customizing a model, and what it costs',
    usageHint: '[diagnose | check | launch | …]',
    completions: [
      { text: 'diagnose', description: 'Find the method that a problem needs' },
      { text: 'check', description: 'Check a dataset line by line' },
      { text: 'launch', description: 'Launch a customization job' },
      { text: 'list', description: 'What runs, and what it costs' },
    ],
  },
];

const SHORTCUTS: MessageShortcut[] = [{ callbackId: 'diagnose', name: 'Diagnose this' }];

export interface Playground {
  readonly clock: SandboxClock;
  readonly slack: MemorySlack;
  readonly panel: ReturnType<typeof createMemoryPanel>;
  readonly server: Listening;
}

/** A playground on any free port, at 21 November 2026, 14:02 UTC. */
export async function openPlayground(port = 0): Promise<Playground> {
  const clock = createClock({ startMs: Date.UTC(2026, 10, 21, 14, 2) });
  const slack = createMemorySlack({ clock, people: PEOPLE, channels: CHANNELS, userGroups: GROUPS, appUserId: APP });
  const panel = createMemoryPanel(clock);
  const app = { userId: APP, name: 'Rung', description: 'The desk for customizing models on AWS' };
  const server = await startPlayground({ port, slack, clock, panel, app, commands: COMMANDS, shortcuts: SHORTCUTS });
  return { clock, slack, panel, server };
}

/** A single process ends with its first page, and the web's own safeguards are part of what is tested. */
const UNWANTED = new Set([
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--disable-site-isolation-trials',
]);

export const launchBrowser = async (): Promise<Browser> =>
  playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((arg) => !UNWANTED.has(arg)),
    headless: true,
  });

/** The page as somebody who comes for the first time sees it. */
export async function visit(browser: Browser, { server }: Playground): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  // What is said before the page listens is read, but is not news.
  await Promise.all([page.waitForResponse((reply) => reply.url().endsWith(PATHS.events)), page.goto(server.url)]);
  await page.getByRole('heading', { name: '#ml-platform', exact: true }).waitFor();
  return page;
}

/** A view as the workspace shows it. */
export const modal = (id: string, user: string, blocks: View['blocks']): View => ({
  id,
  type: 'modal',
  callbackId: 'launch',
  title: 'Launch a job',
  submit: 'Check it',
  close: 'Cancel',
  blocks,
  privateMetadata: '',
  hash: '1',
  user,
});

export const plain = (text: string) => ({ type: 'plain_text', text });
