import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BuiltFunctions, buildFunctions } from '@rung/infra/build/build-functions.ts';
import { FUNCTION_NAMES } from '@rung/infra/function-names.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let directory: string;
let built: BuiltFunctions;

beforeAll(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-bundles-'));
  built = await buildFunctions(directory);
});
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));

const text = (file: string) => fs.readFileSync(path.join(built.functions, file), 'utf8');

/** An entry and everything that it loads before its first request: what a cold start pays for. */
function loadedAtStart(entry: string): string[] {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, imported = ''] of text(file).matchAll(/(?:^|[;\n}])(?:import|export)[^;'"()]*?["'](\.[^"']+)["']/g))
      visit(path.posix.join(path.posix.dirname(file), imported));
  };
  visit(entry);
  return [...seen];
}

const bytesAtStart = (entry: string) =>
  loadedAtStart(entry).reduce((sum, file) => sum + Buffer.byteLength(text(file)), 0);

describe('the bundles', () => {
  it('of the front door are one file of at most 10 KB, with neither Bolt nor the AWS SDK', () => {
    expect(fs.readdirSync(path.join(built.packages, 'slack'))).toEqual(['slack.mjs']);
    expect(bytesAtStart('slack.mjs')).toBeLessThanOrEqual(10_000);
    expect(text('slack.mjs')).not.toMatch(/slack\.com\/api|@aws-sdk|createRequire/);
  });

  it('of the desk load at most 180 KB before the first delivery', () => {
    expect(loadedAtStart('desk.mjs').length).toBeGreaterThan(1);
    expect(bytesAtStart('desk.mjs')).toBeLessThanOrEqual(180_000);
  });

  it('hold what Bolt needs and none of its servers', () => {
    expect(text('desk.mjs')).toContain('slack_bolt_');
    for (const server of ['socket_mode', 'X-Powered-By', 'oauth/v2/authorize'])
      expect(text('desk.mjs').includes(server), server).toBe(false);
  });

  it.each(FUNCTION_NAMES)('%s is deployed with its own files only, byte for byte as built', (name) => {
    const packaged = fs.readdirSync(path.join(built.packages, name), { recursive: true, encoding: 'utf8' });
    const files = packaged.filter((file) => file.endsWith('.mjs'));

    const foreign = FUNCTION_NAMES.filter((other) => other !== name && files.includes(`${other}.mjs`));

    expect(foreign).toEqual([]);
    expect(files).toContain(`${name}.mjs`);
    for (const file of files)
      expect(fs.readFileSync(path.join(built.packages, name, file), 'utf8') === text(file), file).toBe(true);
  });

  it('are the same bytes whenever they are built from the same sources', async () => {
    const again = await buildFunctions(path.join(directory, 'again'));

    const bytes = (at: string) =>
      fs
        .readdirSync(at, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.mjs'))
        .sort()
        .map((file) => [
          file,
          createHash('sha256')
            .update(fs.readFileSync(path.join(at, file)))
            .digest('hex'),
        ]);
    expect(bytes(again.functions)).toEqual(bytes(built.functions));
  });
});
