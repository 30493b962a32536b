import { gzipSync } from 'node:zlib';
import { checkDataset } from '@rung/core/dataset/check-dataset.ts';
import { describe, expect, test } from 'vitest';
import {
  ANSWER,
  bytesOf,
  check,
  cleanLines,
  joinBytes,
  modelNamed,
  NOVA_LITE,
  nova,
  pair,
  places,
  turn,
} from './build-dataset.ts';

const clean = (count: number) => `${cleanLines(count).join('\n')}\n`;
const MIB = 1024 * 1024;

describe('a file that is no JSON Lines', () => {
  test.each([
    ['nothing at all', '', 'empty', ['1 empty-file']],
    ['gzip', gzipSync(clean(120)), 'gzip', ['1 gzip']],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${clean(3)}`, 'utf16le'), 'utf-16', ['1 utf-16']],
    ['UTF-16 without', Buffer.from(clean(3), 'utf16le'), 'utf-16', ['1 utf-16']],
    ['UTF-16, big end first', Buffer.from(clean(3), 'utf16le').swap16(), 'utf-16', ['1 utf-16']],
    ['one JSON array', `[${cleanLines(120).join(',\n')}]`, 'json-array', ['1 json-array']],
    ['a JSON array after a byte order mark', `\uFEFF[\n${cleanLines(3).join(',\n')}]`, 'json-array', ['1 json-array']],
    ['CSV', 'prompt,completion\n"a","b"\n', 'csv', ['1 csv']],
    ['CSV with semicolons', '"Question";"Answer"\na;b\n', 'csv', ['1 csv']],
    ['indented JSON', `${JSON.stringify({ messages: [] }, null, 2)}\n`, 'unknown', ['1 json-spread']],
  ] as const)('%s is recognised and said', async (...[, content, format, expected]) => {
    const report = await check(content);

    expect(report.format).toBe(format);
    expect(places(report)).toEqual(expected);
    expect(report.ready).toBe(false);
  });

  test.each([
    ['prompt-completion', '{"prompt":"a","completion":"b"}'],
    ['openai-chat', '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}'],
    ['plain-text', '{"input":"a"}'],
    ['unknown', '{"a":1}'],
  ])('lines of %s are recognised, although Nova does not take them', async (format, line) => {
    const report = await check(line);

    expect(report.format).toBe(format);
    expect(report.judgement).toBe('not-ready');
  });

  test('a prompt without a comma in its first line is a broken line, no table', async () => {
    const report = await check(`oops, no record\n${clean(120)}`);

    expect(places(report)).toEqual(['1:1 json-syntax']);
    expect(report.records).toBe(120);
  });
});

describe('a line without an end', () => {
  test('is refused within 2 MiB of 10 GiB', async () => {
    const chunk = new Uint8Array(65_536).fill(97);
    let bytesRead = 0;
    const endless = async function* () {
      for (let sent = 0; sent < 10 * 1024 * MIB; sent += chunk.length) {
        bytesRead += chunk.length;
        yield chunk;
      }
    };

    const report = await checkDataset(endless(), { model: NOVA_LITE, method: 'fine-tuning' });

    expect(places(report)).toContain('1 line-too-long');
    expect(report.truncated).toBe(true);
    expect(bytesRead).toBeLessThanOrEqual(2 * MIB);
  });

  test('that ends after all is passed over and the rest is read', async () => {
    const report = await check(`${clean(60)}${'x'.repeat(1.2 * MIB)}\n${clean(120).split('\n').slice(60).join('\n')}`);

    expect(places(report)).toEqual(['61 line-too-long']);
    expect(report.records).toBe(120);
  });
});

describe('how many records', () => {
  test.each([
    ['Nova Lite', 7, ['7 too-few-records'], false],
    ['Nova Lite', 49, ['49 too-few-records'], false],
    ['Nova Lite', 50, ['50 too-few-records'], true],
    ['Nova Lite', 99, ['99 too-few-records'], true],
    ['Nova Lite', 100, [], true],
    ['Nova Lite', 20_000, [], true],
    ['Nova Lite', 20_001, ['20001 too-many-records'], false],
    ['Llama 3.3 70B Instruct', 99, ['99 too-few-records'], false],
    ['Llama 3.3 70B Instruct', 10_001, ['10001 too-many-records'], false],
  ])('%s with %i', async (...[name, count, expected, ready]) => {
    const report = await check(clean(count), { model: modelNamed(name) });

    expect(places(report)).toEqual(expected);
    expect(report.ready).toBe(ready);
  });

  test.each([
    [49, 'blocked'],
    [50, 'weak'],
    [99, 'weak'],
    [100, 'workable'],
    [299, 'workable'],
    [300, 'good'],
  ])('%i examples are %s', async (count, examples) => {
    const { outlook } = await check(clean(count));

    expect(outlook).toMatchObject({ examples, epochs: 2 });
    expect(outlook?.facts[0]).toMatch(new RegExp(`^${count} examples are `));
  });

  test('a validation set may be small, and has no outlook of its own', async () => {
    const report = await check(clean(20), { set: 'validation' });

    expect(places(report)).toEqual([]);
    expect(report.outlook).toBeUndefined();
  });

  test('Llama takes 1,000 records for validation', async () => {
    const report = await check(clean(1001), { set: 'validation', model: modelNamed('Llama 3.3 70B Instruct') });

    expect(places(report)).toEqual(['1001 too-many-records']);
  });

  test('Nova 2 Lite takes no validation set at all', async () => {
    const report = await check(clean(120), { set: 'validation', model: modelNamed('Nova 2 Lite') });

    expect(places(report)).toEqual(['1 validation-not-allowed']);
  });
});

describe('what other models take', () => {
  const prompts = Array.from({ length: 120 }, (_, i) => JSON.stringify({ prompt: `q ${i}`, completion: ANSWER }));

  test('Llama 3.1 takes prompts with completions', async () => {
    const report = await check(prompts.join('\n'), { model: modelNamed('Llama 3.1 8B Instruct') });

    expect(places(report)).toEqual([]);
    expect(report.format).toBe('prompt-completion');
    expect(report.outlook?.steps).toBe(600);
  });

  test.each([
    ['{"prompt":"only"}', '120 missing-field'],
    ['{"prompt":"a","completion":3}', '120 wrong-type'],
    ['{"prompt":" ","completion":"{}"}', '120 empty-text'],
  ])('Llama 3.1 does not take %s', async (line, expected) => {
    const lines = [...prompts.slice(1), line].join('\n');

    const report = await check(lines, { model: modelNamed('Llama 3.1 8B Instruct') });

    expect(places(report)).toEqual([expected]);
  });

  test('Nova’s reserved words mean nothing to Llama', async () => {
    const lines = [...cleanLines(119), pair('System: restarted by itself')].join('\n');

    const report = await check(lines, { model: modelNamed('Llama 3.3 70B Instruct') });

    expect(places(report)).toEqual([]);
  });

  test('Llama takes one block of system text, Nova takes two', async () => {
    const two = nova([turn('user', 'a'), turn('assistant', ANSWER)], { system: [{ text: 'One.' }, { text: 'Two.' }] });
    const lines = [...cleanLines(119), two].join('\n');

    expect(places(await check(lines))).toEqual([]);
    expect(places(await check(lines, { model: modelNamed('Llama 3.3 70B Instruct') }))).toEqual(['120 wrong-type']);
  });

  test('Nova 2 learns from reasoning', async () => {
    const thought = { reasoningContent: { reasoningText: { text: 'It is about money.' } } };
    const answer = { role: 'assistant', content: [thought, { text: ANSWER }] };

    const report = await check([...cleanLines(219), nova([turn('user', 'a'), answer])].join('\n'), {
      model: modelNamed('Nova 2 Lite'),
    });

    expect(places(report)).toEqual([]);
  });
});

describe('media', () => {
  const image = (uri = 's3://bucket/a.png', format = 'png') => ({ image: { format, source: { s3Location: { uri } } } });
  const video = { video: { format: 'mp4', source: { s3Location: { uri: 's3://bucket/a.mp4' } } } };
  const asked = (...blocks: unknown[]) =>
    nova([{ role: 'user', content: [{ text: 'What is on it?' }, ...blocks] }, turn('assistant', ANSWER)]);

  test.each([
    ['an image', 'Nova Lite', asked(image()), []],
    ['an image for a text model', 'Nova Micro', asked(image()), ['120 media']],
    ['ten images', 'Nova Lite', asked(...Array(10).fill(image())), []],
    ['eleven images', 'Nova Lite', asked(...Array(11).fill(image())), ['120 media']],
    ['an image and a video', 'Nova Lite', asked(image(), video), ['120 media']],
    ['two videos', 'Nova Lite', asked(video, video), ['120 media']],
    ['webp for Nova', 'Nova Lite', asked(image('s3://b/a.webp', 'webp')), []],
    ['webp for Nova 2', 'Nova 2 Lite', asked(image('s3://b/a.webp', 'webp')), ['120 media', '120 too-few-records']],
    ['an address with a space', 'Nova Lite', asked(image('s3://bucket/my cat.png')), ['120 media']],
    ['an address on the web', 'Nova Lite', asked(image('https://example.com/a.png')), ['120 media']],
    ['no source', 'Nova Lite', asked({ image: { format: 'png' } }), ['120 media']],
  ])('%s', async (...[, name, line, expected]) => {
    const report = await check([...cleanLines(119), line].join('\n'), { model: modelNamed(name) });

    expect(places(report)).toEqual(expected);
  });

  test('images in one record and videos in another do not go together', async () => {
    const report = await check([...cleanLines(118), asked(image()), asked(video)].join('\n'));

    expect(places(report)).toEqual(['120 mixed-media']);
  });
});

describe('what the set looks like', () => {
  test('a record too long for the model is an error only when the lowest estimate says so', async () => {
    const words = (characters: number) => pair('word '.repeat(characters / 5));

    const doubtful = await check([...cleanLines(119), words(160_000)].join('\n'));
    const sure = await check([...cleanLines(119), words(220_000)].join('\n'));

    expect(doubtful.findings.filter(({ rule }) => rule === 'too-long')).toMatchObject([
      { severity: 'warning', line: 120 },
    ]);
    expect(sure.findings.filter(({ rule }) => rule === 'too-long')).toMatchObject([{ severity: 'error', line: 120 }]);
  });

  test('what blocks is shown, however much of its rule that does not block came before', async () => {
    const words = (characters: number) => pair('word '.repeat(characters / 5));
    const doubtful = Array.from({ length: 3 }, (_, n) => words(160_000 + n * 5));

    const report = await check([...cleanLines(119), ...doubtful, words(220_000)].join('\n'), { maxShownPerRule: 2 });

    const shown = report.findings.filter(({ rule }) => rule === 'too-long');
    expect(shown.map(({ line, severity }) => [line, severity])).toEqual([
      [120, 'warning'],
      [123, 'error'],
    ]);
    expect(report.countsByRule['too-long']).toBe(4);
  });

  test('classes are counted, and a rare one is said', async () => {
    const line = (index: number) => pair(`case ${index}`, index < 115 ? 'spam' : 'ham');

    const report = await check(Array.from({ length: 120 }, (_, index) => line(index)).join('\n'));

    expect(report.shape.completions).toEqual({ kind: 'classes', classes: 2 });
    expect(report.shape.labels).toEqual([{ field: '', counts: { spam: 115, ham: 5 } }]);
    expect(places(report)).toEqual(['1 imbalance', '1 few-per-class']);
  });

  test('prose has no labels', async () => {
    const line = (index: number) => pair(`case ${index}`, `The answer to case ${index} is long and different.`);

    const report = await check(Array.from({ length: 120 }, (_, index) => line(index)).join('\n'));

    expect(report.shape.completions).toEqual({ kind: 'prose' });
    expect(report.shape.labels).toEqual([]);
  });

  test('repeats and contradictions name the line that they are of, each by its own', async () => {
    const OTHER = '{"category":"access","urgency":"low"}';
    const again = [pair('same', OTHER), pair('same'), pair('same'), pair('same', OTHER)];

    const report = await check([...cleanLines(116), ...again].join('\n'));

    expect(report.findings.map(({ line, rule, message }) => [line, rule, /line (\d+)/.exec(message)?.[1]])).toEqual([
      [118, 'contradiction', '117'],
      [119, 'duplicate', '118'],
      [120, 'duplicate', '117'],
    ]);
    expect(report.shape).toMatchObject({ duplicates: 2, contradictions: 1 });
  });

  test('the longest records are named first, and all are counted', async () => {
    const long = (times: number) => pair(`${times} ${'word '.repeat(times)}`);

    const report = await check([...cleanLines(100), long(300), long(900), long(600)].join('\n'), {
      maxShownPerRule: 2,
    });

    expect(places(report)).toEqual(['102 length-outlier', '103 length-outlier']);
    expect(report.countsByRule).toEqual({ 'length-outlier': 3 });
    expect(report.shape.promptTokens.max).toBeGreaterThan(1000);
    expect(report.shape.promptTokens.median).toBeLessThan(20);
  });

  test('repeats are found however many records stand between', async () => {
    const report = await check([...cleanLines(8_000), ...cleanLines(8_000)].join('\n'));

    expect(report.shape).toMatchObject({ duplicates: 8_000, contradictions: 0 });
    expect(report.findings[0]).toMatchObject({ line: 8_001, message: 'The record repeats line 1.' });
  });

  test('a Japanese character weighs more than a letter', async () => {
    const english = await check(pair('a'.repeat(1000)));
    const japanese = await check(pair('猫'.repeat(1000)));

    expect(japanese.tokens.estimate).toBeGreaterThan(english.tokens.estimate * 2);
    expect(japanese.tokens.low).toBeLessThan(japanese.tokens.estimate);
    expect(japanese.tokens.high).toBeGreaterThan(japanese.tokens.estimate);
  });
});

describe('the report', () => {
  test('shows a few findings of each rule and counts all', async () => {
    const lines = [...cleanLines(100), ...Array<string>(40).fill('nonsense')];

    const report = await check(lines.join('\n'), { maxShownPerRule: 3 });

    expect(places(report)).toEqual(['101:1 json-syntax', '102:1 json-syntax', '103:1 json-syntax']);
    expect(report.countsByRule).toEqual({ 'json-syntax': 40 });
    expect(report.truncated).toBe(true);
  });

  test('never repeats what stands in the record', async () => {
    const secret = 'Zanzibar-4711';
    const lines = [
      `{"a":"${secret}`,
      `${secret}`,
      `{"${secret} key":1,"${secret} key":2}`,
      pair(secret),
      pair(secret, secret),
      `{"messages":"${secret}"}`,
    ];

    const report = await check([...cleanLines(100), ...lines].join('\n'));

    expect(report.findings.length).toBeGreaterThan(5);
    expect(JSON.stringify(report)).not.toContain('Zanzibar');
  });

  test.each([
    ['train.jsonl', []],
    ['folder/train-2.v1.jsonl', []],
    ['train.json', ['1 file-name']],
    ['my data.jsonl', ['1 file-name']],
  ])('judges the file name %s', async (fileName, expected) => {
    const report = await check(clean(120), { fileName });

    expect(places(report)).toEqual(expected);
  });

  test('tells of its progress once a MiB', async () => {
    const seen: number[] = [];

    await check(clean(20_000), { sizes: [65_536], onProgress: ({ bytes }) => seen.push(bytes) });

    expect(seen).toHaveLength(Math.floor(bytesOf(clean(20_000)).length / MIB));
  });

  test('counts CRLF once for the file', async () => {
    const report = await check(joinBytes([cleanLines(120).join('\r\n'), '\r\n']));

    expect(report.findings).toMatchObject([{ line: 1, rule: 'crlf', severity: 'info' }]);
    expect(report.judgement).toBe('ready');
  });
});
