import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BuiltFunctions, buildFunctions } from '@rung/infra/build/build-functions.ts';
import { MAX_BYTES_AT_START } from '@rung/infra/build/size-limits.ts';
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

describe('the bundles', () => {
  it('of the front door are one file of at most 10 KB, with neither Bolt nor the AWS SDK', () => {
    expect(fs.readdirSync(path.join(built.packages, 'slack'))).toEqual(['slack.mjs']);
    expect(built.bytesAtStart.slack).toBe(Buffer.byteLength(text('slack.mjs')));
    expect(built.bytesAtStart.slack).toBeLessThanOrEqual(MAX_BYTES_AT_START.slack);
    expect(text('slack.mjs')).not.toMatch(/slack\.com\/api|@aws-sdk|createRequire/);
  });

  it('of the desk load at most 170 KB before the first delivery, entry and chunks together', () => {
    expect(built.bytesAtStart.desk).toBeGreaterThan(Buffer.byteLength(text('desk.mjs')));
    expect(built.bytesAtStart.desk).toBeLessThanOrEqual(MAX_BYTES_AT_START.desk);
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
