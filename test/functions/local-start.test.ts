import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
let scratch: string;

beforeAll(() => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-start-'));
});
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

/** Runs a file of functions until it ends, or until it says that it is open and is then interrupted. */
function run(file: string, args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [path.join(ROOT, 'functions', file), ...args], { cwd: ROOT });
  const seen = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    seen.out += chunk.toString();
    if (/Rung is open/.test(seen.out)) child.kill('SIGINT');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    seen.err += chunk.toString();
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...seen })));
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('npm start', () => {
  it('opens, says where, and ends on Ctrl+C', async () => {
    const { code, out } = await run('local.ts', [
      '--port',
      String(await freePort()),
      '--directory',
      path.join(scratch, 'a'),
    ]);

    expect(out).toMatch(/Rung is open on http:\/\/localhost:\d+/);
    expect(code).toBe(0);
  });

  it('says in one sentence that the port is busy', async () => {
    const holder = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as net.AddressInfo;

    const { code, err } = await run('local.ts', ['--port', String(port), '--directory', path.join(scratch, 'b')]);
    holder.close();

    expect(err.trim()).toBe(
      `Port ${port} is in use. Stop what holds it, or choose another: npm start -- --port ${port + 1}`,
    );
    expect(code).toBe(1);
  });

  it.each<[string, string[], RegExp]>([
    [
      'a directory that cannot be made',
      ['--directory', '/dev/null/x'],
      /^The directory for local state cannot be used \(ENOTDIR\)/,
    ],
    ['a port that is none', ['--port', 'web'], /^--port is "web", which is no port\.\nUsage: /],
    ['a speed that is none', ['--speed', '0'], /^--speed is "0"/],
    ['an option that is none', ['--prot', '1'], /^Unknown option '--prot'/],
  ])('says in one sentence what is wrong with %s', async (_, args, sentence) => {
    const { code, err } = await run('local.ts', args);

    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });

  it('leaves a directory alone that another Rung uses', async () => {
    const directory = path.join(scratch, 'held');
    fs.mkdirSync(directory);
    fs.writeFileSync(path.join(directory, 'held-by'), String(process.pid));

    const { code, err } = await run('local.ts', ['--directory', directory]);

    expect(err).toMatch(/^Another Rung uses this directory/);
    expect(code).toBe(1);
  });

  it('forgets with --fresh only what is its own', async () => {
    const directory = path.join(scratch, 'fresh');
    fs.mkdirSync(path.join(directory, 's3'), { recursive: true });
    fs.writeFileSync(path.join(directory, 's3', 'old'), '');
    fs.writeFileSync(path.join(directory, 'mine.txt'), 'keep');

    await run('local.ts', ['--port', String(await freePort()), '--directory', directory, '--fresh']);

    expect(fs.existsSync(path.join(directory, 's3', 'old'))).toBe(false);
    expect(fs.readFileSync(path.join(directory, 'mine.txt'), 'utf8')).toBe('keep');
  });
});

describe('npm run demo', () => {
  it('ends with one sentence when its file does not exist', async () => {
    const { code, err } = await run('demo.ts', ['/nowhere/train.jsonl']);

    expect(err.trim()).toBe('There is no file at /nowhere/train.jsonl.');
    expect(code).toBe(1);
  });
});
