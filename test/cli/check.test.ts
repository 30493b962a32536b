// cspell:ignore vaildation
import path from 'node:path';
import zlib from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { jsonLines, ROOT, rung, scratchFiles } from './run-rung.ts';

const scratch = scratchFiles();
afterAll(scratch.remove);

const FIXTURES = path.join(ROOT, 'test/fixtures/datasets');
const TRAINING = path.join(FIXTURES, 'support-triage.jsonl');
const VALIDATION = path.join(FIXTURES, 'support-triage.validation.jsonl');
const FAULTY = path.join(FIXTURES, 'support-triage.faulty.jsonl');
const NOVA_LITE = ['--model', 'amazon.nova-lite-v1:0:300k'];

interface Found {
  readonly line: number;
  readonly file?: string;
  readonly rule: string;
  readonly severity: string;
}

const record = (prompt: string, answer: string) => ({
  schemaVersion: 'bedrock-conversation-2024',
  messages: [
    { role: 'user', content: [{ text: prompt }] },
    { role: 'assistant', content: [{ text: answer }] },
  ],
});
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => record(`What is rule ${n}?`, `It says ${n * 7}.`));
const oneLine = (page: string) => page.replace(/\s+/g, ' ');

describe('rung check --json', () => {
  it('gives the report in the agreed names and nothing else', async () => {
    const { code, out, err } = await rung(['check', FAULTY, ...NOVA_LITE, '--json']);
    const report = JSON.parse(out);

    expect(Object.keys(report)).toEqual(['ready', 'format', 'records', 'tokens', 'findings', 'truncated']);
    expect(Object.keys(report.tokens)).toEqual(['estimate', 'low', 'high']);
    expect(report).toMatchObject({ ready: false, format: 'conversation', records: 113, truncated: false });
    expect(report.findings).toContainEqual({
      line: 7,
      column: 587,
      rule: 'json-syntax',
      severity: 'error',
      message: expect.stringContaining('comma'),
      fix: expect.any(String),
    });
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  it('is ready with exit 0 where nothing is wrong', async () => {
    const { code, out } = await rung(['check', TRAINING, ...NOVA_LITE, '--validation', VALIDATION, '--json']);

    expect(JSON.parse(out)).toMatchObject({ ready: true, records: 330, findings: [], truncated: false });
    expect(code).toBe(0);
  });

  it.each([['--validation'], ['--eval']])('names the file of what %s shares with the training set', async (option) => {
    const training = scratch.write('train.jsonl', jsonLines(many(120)));
    const other = scratch.write(
      'other.jsonl',
      jsonLines([record('What is new?', 'This.'), record('What is rule 3?', 'x')]),
    );

    const { code, out } = await rung(['check', training, ...NOVA_LITE, option, other, '--json']);
    const { ready, findings } = JSON.parse(out) as { ready: boolean; findings: Found[] };

    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { line: 2, file: other, rule: 'leakage' },
    ]);
    expect({ ready, code }).toEqual({ ready: false, code: 1 });
  });

  it('does not hold a model’s rules against an evaluation set, and finds what cannot be read in it', async () => {
    const training = scratch.write('train.jsonl', jsonLines(many(120)));
    const other = scratch.write('eval.jsonl', `{"prompt":"System: a"}\n{"prompt":\n`);

    const { out } = await rung(['check', training, ...NOVA_LITE, '--eval', other, '--json']);
    const { findings } = JSON.parse(out) as { findings: Found[] };

    expect(findings.map(({ line, rule }) => [line, rule])).toEqual([[2, 'json-syntax']]);
  });

  it('shows no more of a rule than asked for, and says so', async () => {
    const file = scratch.write('twice.jsonl', jsonLines([...many(120), ...many(120)]));

    const { code, out } = await rung(['check', file, ...NOVA_LITE, '--max-shown', '3', '--json']);
    const report = JSON.parse(out) as { findings: Found[]; truncated: boolean };

    expect(report.findings.filter(({ rule }) => rule === 'duplicate').map(({ line }) => line)).toEqual([121, 122, 123]);
    expect(report.truncated).toBe(true);
    expect(code).toBe(0);
  });

  it('assumes Nova Micro, and says so beside the report', async () => {
    const { out, err } = await rung(['check', TRAINING, '--json']);

    expect(JSON.parse(out).ready).toBe(true);
    expect(err).toBe('rung: no --model was named, so Nova Micro is assumed; --model ID names another.\n');
  });
});

describe('rung check --logs', () => {
  it('says how the training prompts differ from those that production sent, packed or not', async () => {
    const calls = Array.from({ length: 30 }, (_, n) => ({
      input: {
        inputBodyJson: {
          system: [{ text: 'Be kind.' }],
          messages: [{ role: 'user', content: [{ text: `Case ${n}?` }] }],
        },
      },
    }));
    const logs = scratch.write('calls.json.gz', zlib.gzipSync(jsonLines(calls)));
    const training = scratch.write('train.jsonl', jsonLines(many(120)));

    const { out, code } = await rung(['check', training, ...NOVA_LITE, '--logs', logs, '--json']);
    const { findings } = JSON.parse(out) as { findings: Found[] };

    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['mirror-system', 'warning']]);
    expect(code).toBe(0);
  });

  it('reads packed logs of more than one buffer', async () => {
    const calls = Array.from({ length: 400 }, (_, n) => {
      const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(3000))).toString('hex');
      return { input: { inputBodyJson: { messages: [{ role: 'user', content: [{ text: `Case ${n}: ${noise}` }] }] } } };
    });
    const logs = scratch.write('long.json.gz', zlib.gzipSync(jsonLines(calls)));

    const { out } = await rung(['check', logs, '--method', 'distillation', ...NOVA_LITE, '--json']);

    expect(JSON.parse(out)).toMatchObject({ format: 'invocation-log', records: 400 });
  });

  it('says that packed logs are broken', async () => {
    const packed = zlib.gzipSync(jsonLines(many(200)));
    const cut = scratch.write('cut.json.gz', packed.subarray(0, packed.length - 20));
    const { code, err } = await rung(['check', cut, '--method', 'distillation', ...NOVA_LITE]);

    expect(code).toBe(2);
    expect(err).toContain('cannot be unpacked. It was not checked to its end.');
  });

  it('reads packed logs as what a distillation learns from', async () => {
    const calls = Array.from({ length: 100 }, (_, n) => ({
      input: { inputBodyJson: { messages: [{ role: 'user', content: [{ text: `What of case ${n} and its end?` }] }] } },
    }));
    const logs = scratch.write('many.json.gz', zlib.gzipSync(jsonLines(calls)));

    const { out } = await rung(['check', logs, '--method', 'distillation', ...NOVA_LITE, '--json']);

    expect(JSON.parse(out)).toMatchObject({ ready: true, format: 'invocation-log', records: 100 });
  });
});

describe('the order of what to mend', () => {
  it('is what the whole job hangs on, what somebody could misuse, and then what the records say', async () => {
    const lines = many(240).map((one) => JSON.stringify(one));
    lines[9] = JSON.stringify(record('Write to anna@larkfield.net about it.', 'It says so.'));
    lines[20] = lines[19] ?? '';
    lines[30] = JSON.stringify(record('What is rule 29?', 'Nobody knows.'));
    lines[40] = '{"messages": [';
    const training = scratch.write('order.jsonl', `${lines.join('\n')}\n`);
    const validation = scratch.write('order.held.jsonl', `${lines.slice(0, 3).join('\n')}\n`);
    const model = ['--model', 'amazon.nova-2-lite-v1:0:256k'];

    const { out } = await rung(['check', training, ...model, '--validation', validation]);

    const rules = [...out.matchAll(/^ {2}\d+\. ([\w-]+):/gm)].map((match) => match[1]);
    expect(rules).toEqual(['json-syntax', 'validation-not-allowed', 'leakage', 'pii', 'contradiction', 'duplicate']);
  });
});

describe('rung check --names', () => {
  it('says how much would be sent, to whom and where to ask, and sends nothing', async () => {
    const { code, out } = await rung(['check', TRAINING, ...NOVA_LITE, '--names']);

    expect(code).toBe(0);
    expect(oneLine(out)).toMatch(/100 requests, \d+ units of 100 characters; what a unit costs is not known/);
    expect(oneLine(out)).toMatch(/sends nothing to AWS.*\/rung check s3/);
  });
});

describe('rung check --near-duplicates', () => {
  it('finds what is nearly the same, in the file and in the held-out one', async () => {
    const asked = 'Why does the label printer in the warehouse print every second label without its bar code?';
    const training = scratch.write(
      'near.jsonl',
      jsonLines([...many(120), record(asked, 'Clean it.'), record(asked.replace('second', 'other'), 'Clean it.')]),
    );
    const other = scratch.write('held.jsonl', jsonLines([record(asked.replace('every', 'each'), 'Clean it.')]));

    const { out } = await rung(['check', training, ...NOVA_LITE, '--eval', other, '--near-duplicates', '--json']);
    const { findings } = JSON.parse(out) as { findings: Found[] };

    expect(findings.map(({ line, rule, severity, file }) => [line, rule, severity, file])).toEqual([
      [122, 'near-duplicate', 'warning', undefined],
      [1, 'leakage', 'warning', other],
    ]);
  });
});

describe('rung check --method', () => {
  it.each([
    [
      'reinforcement-fine-tuning',
      { messages: [{ role: 'user', content: 'How many?' }], reference_answer: '7' },
      'openai-chat',
      'Nova 2 Lite',
    ],
    ['distillation', { messages: [{ role: 'user', content: [{ text: 'How many?' }] }] }, 'conversation', 'Nova Micro'],
    ['cpt', { text: 'Once.' }, 'plain-text', 'Nova Micro'],
  ])('%s assumes a model that it is offered for and says the layout', async (...[method, line, format, model]) => {
    const file = scratch.write(`${method}.jsonl`, jsonLines(Array.from({ length: 100 }, () => line)));

    const { code, out, err } = await rung(['check', file, '--method', method, '--json']);

    expect(JSON.parse(out)).toMatchObject({ ready: true, format, records: 100 });
    expect(err).toContain(`${model} is assumed`);
    expect(code).toBe(0);
  });
});

describe('what is to be mended first', () => {
  it('is what somebody could misuse, then what one cause did to many records, then the rest by the file’s order', async () => {
    const key = ['AKIA', 'Q7R2Z2M4W3X4N5B6'].join('');
    const lines = many(120).map((one) => JSON.stringify(one));
    const bad = [
      `{"a":1,}`,
      ...lines.slice(0, 60).map((line) => line.replace('"user"', '"human"')),
      ...lines.slice(60),
    ];
    const file = scratch.write('urgent.jsonl', [...bad, JSON.stringify(record('Whose is it?', key))].join('\n'));

    const { out } = await rung(['check', file, ...NOVA_LITE]);

    const order = [...out.matchAll(/^ +\d+\. ([a-z-]+):/gm)].map(([, rule]) => rule);
    expect(order.slice(0, 3)).toEqual(['secret', 'roles', 'json-syntax']);
    expect(out).toMatch(/--fix DIR writes a copy in which the rest is mended or left out/);
    expect(out).toMatch(/For people: secret\./);
  });
});

describe('rung check for people', () => {
  it('judges first, then says what to mend in which order, then warnings, then facts', async () => {
    const { code, out } = await rung(['check', FAULTY, ...NOVA_LITE]);
    const titles = ['Not ready for Nova Lite', 'Mend first, in this order', 'Then look at', 'Worth knowing', 'The set'];
    const places = titles.map((title) => out.indexOf(title));

    expect(places[0]).toBe(0);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(out.indexOf('json-syntax')).toBeLessThan(out.indexOf('reserved-word'));
    expect(code).toBe(1);
  });

  it('says each repair once, with all its lines and how many there are', async () => {
    const lines = many(120).map((one, n) =>
      JSON.stringify(n < 15 ? { ...one, system: [{ text: 'Bot: be kind' }] } : one),
    );
    const file = scratch.write('reserved.jsonl', `${lines.join('\n')}\n`);

    const { out } = await rung(['check', file, ...NOVA_LITE, '--max-shown', '4']);

    expect(out.match(/reserved-word/g)).toHaveLength(1);
    expect(out).toMatch(/reserved-word: 15 places/);
    expect(oneLine(out)).toMatch(/Lines 1, 2, 3, 4 and 11 more\./);
    expect(out.match(/→ Replace the word/g)).toHaveLength(1);
  });

  it('tells records, tokens with their range, epochs, and where the limits come from', async () => {
    const { code, out } = await rung(['check', TRAINING, ...NOVA_LITE]);
    const said = oneLine(out);

    expect(said).toMatch(/^Ready for Nova Lite: 330 records, nothing to object to\./);
    expect(said).toMatch(/330 records, layout conversation, about [\d,]+ tokens \([\d,]+ to [\d,]+\)/);
    expect(said).toMatch(/trains 2 epochs by default/);
    expect(said).toMatch(/Limits of Nova Lite .* as of \d{4}-\d\d-\d\d: https:/);
    expect(code).toBe(0);
  });

  it('is ready with care where only warnings stand', async () => {
    const file = scratch.write('care.jsonl', jsonLines([...many(120), many(1)[0]]));

    const { code, out } = await rung(['check', file, ...NOVA_LITE]);

    expect(oneLine(out)).toMatch(/^Ready for Nova Lite, with care: 121 records, 1 warning of 1 kind\./);
    expect(code).toBe(0);
  });

  it('names the file of a finding where there are several', async () => {
    const { out } = await rung(['check', TRAINING, ...NOVA_LITE, '--validation', TRAINING]);

    expect(out).toMatch(/leakage: 330 places in .*support-triage\.jsonl/);
  });
});

describe('rung check judges a broken file instead of failing on it', () => {
  it.each<[string, string | Buffer, string]>([
    ['empty', '', 'empty-file'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), 'gzip'],
    ['a JSON array', '[{"a":1}]\n', 'json-array'],
    ['one line without end', 'a'.repeat(3_000_000), 'line-too-long'],
  ])('%s', async (_, content, rule) => {
    const file = scratch.write('broken.jsonl', content);

    const { code, out } = await rung(['check', file, ...NOVA_LITE, '--json']);

    expect(JSON.parse(out).findings.map((finding: Found) => finding.rule)).toContain(rule);
    expect(code).toBe(1);
  });
});

describe('rung check refuses', () => {
  it.each<[string, string[], RegExp]>([
    ['no file', [], /^rung: No file was named\.\nUsage: rung check FILE/],
    ['two files', [TRAINING, VALIDATION], /One training file at a time/],
    [
      'a file that is not there',
      ['/nowhere/train.jsonl'],
      /^rung: There is no file at \/nowhere\/train\.jsonl\. Nothing was read\./,
    ],
    ['a directory', [FIXTURES], /is a directory/],
    [
      'a validation file that is not there',
      [TRAINING, '--validation', 'nowhere.jsonl'],
      /There is no file at .*nowhere\.jsonl/,
    ],
    [
      'a model that cannot be tuned',
      [TRAINING, '--model', 'anthropic.claude-3-5-sonnet-20240620-v1:0'],
      /does not fine-tune this Claude model\. Nothing was checked\.\nUse --model with amazon\./,
    ],
    ['an id for inference', [TRAINING, '--model', 'amazon.nova-lite-v1:0'], /amazon\.nova-lite-v1:0:300k/],
    [
      'a method that is none',
      [TRAINING, '--method', 'dpo'],
      /There is no method "dpo"; there are fine-tuning, reinforcement-fine-tuning, distillation, cpt\./,
    ],
    ['a count that is none', [TRAINING, '--max-shown', '0'], /--max-shown is "0"/],
    [
      'an option that is none',
      [TRAINING, '--vaildation', 'x'],
      /There is no option --vaildation\. Did you mean --validation\?/,
    ],
    ['an option without its value', [TRAINING, '--model'], /--model.*argument missing/],
  ])('%s', async (_, args, sentence) => {
    const { code, out, err } = await rung(['check', ...args]);

    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});
