import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT, rung } from './run-rung.ts';

const FAULTY = path.join(ROOT, 'test/fixtures/datasets/support-triage.faulty.jsonl');
const MODEL = ['--model', 'amazon.nova-micro-v1:0:128k'];
let scratch: string;

beforeEach(() => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-fix-'));
});
afterEach(() => fs.rmSync(scratch, { recursive: true, force: true }));

describe('rung check --fix', () => {
  it('writes a split copy that Bedrock would take, with a manifest, and leaves the source as it is', async () => {
    const before = fs.readFileSync(FAULTY);
    const directory = path.join(scratch, 'copy');

    const { code, out } = await rung(['check', FAULTY, ...MODEL, '--fix', directory]);
    const again = await rung(['check', path.join(directory, 'support-triage.faulty.training.jsonl'), ...MODEL]);

    expect(code).toBe(1);
    expect(out).toMatch(/Left out: 17 .*\n- line 7 \(json-syntax\)/s);
    expect(again.code).toBe(0);
    expect(fs.readdirSync(directory).sort()).toEqual([
      'manifest.json',
      'support-triage.faulty.test.jsonl',
      'support-triage.faulty.training.jsonl',
      'support-triage.faulty.validation.jsonl',
    ]);
    expect(JSON.parse(fs.readFileSync(path.join(directory, 'manifest.json'), 'utf8'))).toMatchObject({ written: 103 });
    expect(fs.readFileSync(FAULTY)).toEqual(before);
  });

  it('writes it in another layout, with what must not be seen replaced, from a table too', async () => {
    const table = path.join(scratch, 'table.csv');
    const rows = Array.from(
      { length: 60 },
      (_, n) => `Where is parcel ${n}?,"It is with ada.byron@larkfield-mail.com, hall ${n}."`,
    );
    fs.writeFileSync(table, ['prompt,completion', ...rows].join('\n'));
    const directory = path.join(scratch, 'copy');

    const { out } = await rung(['check', table, ...MODEL, '--fix', directory, '--to', 'openai-chat', '--redact']);

    const [first] = fs.readFileSync(path.join(directory, 'table.training.jsonl'), 'utf8').split('\n');
    expect(out).toContain('60 records of 60 are in the copy');
    expect(JSON.parse(first ?? '')).toMatchObject({
      messages: [
        { role: 'user' },
        { role: 'assistant', content: expect.stringMatching(/^It is with \[e-mail address\], hall/) },
      ],
    });
  });

  it.each([
    [['--to', 'openai-chat'], /there is no --fix/],
    [['--fix', 'x', '--to', 'xml'], /There is no layout "xml"/],
    [['--fix', 'x', '--method', 'distillation'], /--fix mends sets for fine-tuning/],
  ])('refuses %j', async (options, sentence) => {
    const { code, err } = await rung(['check', FAULTY, ...MODEL, ...options]);

    expect(err).toMatch(sentence);
    expect(code).toBe(2);
  });

  it('writes over nothing', async () => {
    fs.writeFileSync(path.join(scratch, 'mine.txt'), 'keep');

    const { code, err } = await rung(['check', FAULTY, ...MODEL, '--fix', scratch]);

    expect(code).toBe(2);
    expect(err).toMatch(/is not empty\. Nothing was written\./);
    expect(fs.readdirSync(scratch)).toEqual(['mine.txt']);
  });
});
