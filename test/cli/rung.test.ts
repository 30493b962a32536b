// cspell:ignore diagnos daignose chekc hlep mbold
import fs from 'node:fs';
import path from 'node:path';
import { RULES_VERSION } from '@rung/core/diagnosis/version.ts';
import { describe, expect, it } from 'vitest';
import { paintFor } from '../../packages/cli/src/terminal.ts';
import { jsonLines, ROOT, rung, startRung } from './run-rung.ts';

const TRAINING = path.join(ROOT, 'test/fixtures/datasets/support-triage.jsonl');

describe('rung', () => {
  it.each([['help'], ['--help'], ['-h'], ['diagnose', '--help'], ['check', '-h']])(
    'prints its help for %s %s',
    async (...args) => {
      const { code, out, err } = await rung(args.filter((arg) => arg !== undefined));

      expect(out).toMatch(/rung diagnose "text"/);
      expect(out).toMatch(/rung check FILE/);
      expect(out).toMatch(/Exit codes:/);
      expect({ code, err }).toEqual({ code: 0, err: '' });
    },
  );

  it('prints its help without a command, and does not call that done', async () => {
    const { code, out } = await rung([]);

    expect(out).toMatch(/rung diagnose "text"/);
    expect(code).toBe(2);
  });

  it.each([['--version'], ['version'], ['-v']])('says its version and that of the rules for %s', async (arg) => {
    const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'packages/cli/package.json'), 'utf8'));

    const { code, out } = await rung([arg]);

    expect(out).toBe(`rung ${version} · rule set ${RULES_VERSION}\n`);
    expect(code).toBe(0);
  });

  it.each<[string, string | undefined]>([
    ['diagnos', 'diagnose'],
    ['daignose', 'diagnose'],
    ['Check', 'check'],
    ['chekc', 'check'],
    ['hlep', 'help'],
    ['launch', undefined],
    ['constructor', undefined],
  ])('does not know the command %s and names the nearest: %s', async (typed, nearest) => {
    const { code, out, err } = await rung([typed, 'text']);

    expect(err).toContain(`There is no command "${typed}".`);
    expect(/Did you mean "rung (\w+)"\?/.exec(err)?.[1]).toBe(nearest);
    expect(err).toMatch(/Usage: rung diagnose \| check \| estimate \| help/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it.each<[string, string[]]>([
    ['a verdict', ['diagnose', 'our answers break the format']],
    ['a report', ['check', TRAINING]],
  ])('prints %s without colour where nobody sees colours', async (_, args) => {
    const { out } = await rung(args);

    expect(out.length).toBeGreaterThan(100);
    expect(out).not.toContain('\u001B');
  });

  it.each<[string, { isTTY: boolean; hasColors: () => boolean }, string]>([
    ['paints on a terminal with colours', { isTTY: true, hasColors: () => true }, '\u001B[1mbold\u001B[22m'],
    ['does not paint under NO_COLOR', { isTTY: true, hasColors: () => false }, 'bold'],
    ['does not paint into a pipe', { isTTY: false, hasColors: () => true }, 'bold'],
  ])('%s', (_, stream, painted) => {
    const paint = paintFor('bold', stream);

    expect(paint('bold')).toBe(painted);
  });

  it('ends without a word when nobody reads any longer', async () => {
    const child = startRung(['diagnose', '--jsonl']);
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.stdin.on('error', () => undefined);
    const ended = new Promise((resolve) => child.on('close', resolve));

    child.stdin.write(jsonLines(Array.from({ length: 200 }, (_, id) => ({ id, text: 'help' }))));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.stdout.destroy();

    expect(await ended).toBe(0);
    expect(err).toBe('');
  });

  it('keeps the exit code of a check when nobody reads its report', async () => {
    const child = startRung(['check', TRAINING, '--validation', TRAINING, '--json', '--max-shown', '1000']);
    child.stdout.destroy();

    const code = await new Promise((resolve) => child.on('close', resolve));

    expect(code).toBe(1);
  });
});
