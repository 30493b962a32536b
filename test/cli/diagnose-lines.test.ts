// cspell:ignore müde
import { decide } from '@rung/core/diagnosis/decide.ts';
import { readText } from '@rung/core/diagnosis/read-text.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { readJsonLines } from '../../packages/cli/src/json-lines.ts';
import { jsonLines, rung, scratchFiles, startRung } from './run-rung.ts';

const scratch = scratchFiles();
afterAll(scratch.remove);

const idsIn = (out: string): unknown[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).id);

const LABELLED = {
  id: 'c-1',
  text: 'can we fine tune with 15 labelled rows',
  turns: [
    { role: 'desk', text: 'What is the task?' },
    { role: 'user', text: 'the model does not know our contracts, they change every week' },
  ],
  expected: 'rag',
  acceptable: [],
};

describe('rung diagnose --jsonl', () => {
  it('reads the opening text as the first turn and the others behind it, and leaves the label alone', async () => {
    const verdict = decide(readText([{ role: 'user', text: LABELLED.text }, ...(LABELLED.turns as never[])]));

    const { code, out, err } = await rung(['diagnose', '--jsonl'], { input: jsonLines([LABELLED]) });

    expect(JSON.parse(out)).toMatchObject({ id: 'c-1', method: verdict.method, rules: verdict.rules });
    expect(JSON.parse(out).evidence.map(({ quote }: { quote: string }) => quote)).toEqual(
      verdict.evidence.map(({ quote }) => quote),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it.each<[string, (file: string) => string[], boolean]>([
    ['a file', (file) => ['diagnose', '--jsonl', file], false],
    ['standard input by a dash', () => ['diagnose', '--jsonl', '-'], true],
    ['standard input by no name', () => ['diagnose', '--jsonl'], true],
  ])('answers line by line, in order, from %s', async (_, args, isPiped) => {
    const ids = Array.from({ length: 60 }, (_, index) => (index % 2 ? index : `c-${index}`));
    const content = jsonLines(ids.map((id) => ({ id, text: 'help' })));
    const file = scratch.write('order.jsonl', content);

    const { code, out } = await rung(args(file), isPiped ? { input: content } : {});

    expect(idsIn(out)).toEqual(ids);
    expect(code).toBe(0);
  });

  it('answers each case before the next one is there', async () => {
    const child = startRung(['diagnose', '--jsonl', '-']);
    const ended = new Promise((resolve) => child.on('close', resolve));
    const answers: unknown[] = [];

    for (const id of ['first', 'second', 'third']) {
      const answered = new Promise<Buffer>((resolve) => child.stdout.once('data', resolve));
      child.stdin.write(jsonLines([{ id, text: 'help' }]));
      answers.push(...idsIn((await answered).toString()));
    }
    child.stdin.end();

    expect(answers).toEqual(['first', 'second', 'third']);
    expect(await ended).toBe(0);
  });

  it('holds no lines: 43 MB of them pass through a heap that could not keep them', async () => {
    const node = ['--max-old-space-size=40'];
    const turns = [{ role: 'desk', text: 'x'.repeat(60_000) }];
    const ids = Array.from({ length: 720 }, (_, id) => id);

    const { out, code } = await rung(['diagnose', '--jsonl'], {
      node,
      input: jsonLines(ids.map((id) => ({ id, text: 'help', turns }))),
    });

    expect(idsIn(out)).toEqual(ids);
    expect(code).toBe(0);
  });

  it('reads 10,000 lines in order, however they are cut', async () => {
    const bytes = Buffer.from(jsonLines(Array.from({ length: 10_000 }, (_, id) => ({ id, text: 'müde' }))));
    const sizes = [1, 7, 997, 65_536];
    async function* source() {
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        yield bytes.subarray(at, at + size);
        at += size;
      }
    }
    const seen: unknown[] = [];

    for await (const { line, value } of readJsonLines(source(), { name: 'x', tolerated: new Map() }))
      seen.push(line - 1 === value['id'] && value['text'] === 'müde');

    expect(seen.length).toBe(10_000);
    expect(seen.every(Boolean)).toBe(true);
  });
});

describe('rung diagnose --jsonl reads all the same, with a note', () => {
  const good = JSON.stringify({ id: 1, text: 'help' });
  const next = JSON.stringify({ id: 2, text: 'help' });

  it.each<[string, string, RegExp]>([
    ['Windows line ends', `${good}\r\n${next}\r\n`, /^rung: standard input has Windows line ends \(first on line 1\)/],
    ['a byte order mark', `\uFEFF${good}\n${next}\n`, /a byte order mark at the start \(first on line 1\)/],
    ['both', `\uFEFF${good}\r\n${next}\r\n`, /byte order mark .* Windows line ends .*; it was read all the same\.\n$/],
    ['blank lines', `${good}\n\n${next}\n\n`, /blank lines \(first on line 2\)/],
  ])('%s', async (_, input, note) => {
    const { code, out, err } = await rung(['diagnose', '--jsonl'], { input });

    expect(idsIn(out)).toEqual([1, 2]);
    expect(err).toMatch(note);
    expect(code).toBe(0);
  });

  it('no line feed at the end, without a word', async () => {
    const { code, out, err } = await rung(['diagnose', '--jsonl'], { input: `${good}\n${next}` });

    expect(idsIn(out)).toEqual([1, 2]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

describe('rung diagnose --jsonl stops at', () => {
  const good = jsonLines([{ id: 'good', text: 'help' }]);
  const after = jsonLines([{ id: 'after', text: 'help' }]);

  it.each<[string, string | Buffer, RegExp]>([
    ['broken JSON', '{"id":"x","text":"help}\n', /line 2, column \d+: The line ends inside a text/],
    ['a cut line', '{"id":"x",\n', /line 2, column \d+: /],
    ['an array', '["x"]\n', /line 2, column 1: The line holds JSON, but no object/],
    ['two objects on one line', '{"id":"x","text":"y"}{"id":"x"}\n', /line 2, column 22: More stands on the line/],
    ['a key that stands twice', '{"id":"x","text":"a","text":"b"}\n', /line 2, column \d+: .*stands twice/],
    [
      'bytes that are no UTF-8',
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      /line 2, column 2: Bytes stand here that are not UTF-8/,
    ],
    ['no id', '{"text":"help"}\n', /line 2: The field "id" is missing/],
    ['no text', '{"id":"x"}\n', /line 2: The field "text" is missing/],
    ['text that is none', '{"id":"x","text":7}\n', /line 2: The field "text" is missing or no text/],
    ['turns that are none', '{"id":"x","text":"y","turns":{}}\n', /line 2: The field "turns" is no array/],
    [
      'a turn of nobody',
      '{"id":"x","text":"y","turns":[{"role":"user","text":"a"},{"role":"bot","text":"b"}]}\n',
      /Turn 2 of "turns"/,
    ],
    ['a line over 1 MiB', `{"id":"x","text":"${'a'.repeat(1_100_000)}"}\n`, /line 2: The line is longer than 1024 KiB/],
  ])('%s: what stood before is answered, the line is named, exit 2', async (_, bad, sentence) => {
    const file = scratch.write('bad.jsonl', Buffer.concat([Buffer.from(good), Buffer.from(bad), Buffer.from(after)]));

    const { code, out, err } = await rung(['diagnose', '--jsonl', file]);

    expect(idsIn(out)).toEqual(['good']);
    expect(err.startsWith(`rung: ${file}, line 2`)).toBe(true);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });

  it.each<[string, Buffer, RegExp]>([
    ['UTF-16', Buffer.from(`\uFEFF${good}`, 'utf16le'), /line 1: The file is in UTF-16/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0]), /line 1: The file is compressed with gzip/],
    ['one array', Buffer.from('[\n  {"id": 1}\n]\n'), /line 1: The file is one JSON array/],
    ['indented JSON', Buffer.from('{\n  "id": 1\n}\n'), /line 1: .*spread over several lines/],
  ])('a file in %s, and says what it is', async (_, input, sentence) => {
    const { code, out, err } = await rung(['diagnose', '--jsonl', '-'], { input });

    expect(err).toMatch(sentence);
    expect(err).toContain('standard input');
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});
