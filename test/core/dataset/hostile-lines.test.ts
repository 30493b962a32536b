import { describe, expect, test } from 'vitest';
import { ANSWER, check, cleanLines, joinBytes, nova, pair, places, turn } from './build-dataset.ts';

/** Stands on line 5 of an otherwise clean file; expected are all findings of the file. */
type Planted = readonly [what: string, line: string | Uint8Array, expected: readonly string[]];

const good = pair('A question of its own');
const inAnswer = pair('a', ` [EOS] ${ANSWER}`);
const raw = (...bytes: number[]) => Uint8Array.from(bytes);
const head = '{"messages":[{"role":"user","content":[{"text":"';
const tail = `"}]},{"role":"assistant","content":[{"text":${JSON.stringify(ANSWER)}}]}]}`;
const column = head.length + 1;
const nest = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);
const withKey = (extra: string) => `${head}hi there${tail.slice(0, -1)},${extra}}`;
const keyAt = `${head}hi there${tail.slice(0, -1)},`.length + 1;

const SYNTAX: readonly Planted[] = [
  ['a comma before the closing brace', '{"a":1,}', ['5:8 json-syntax']],
  ['a comma before the closing bracket', '{"a":[1,]}', ['5:9 json-syntax']],
  ['single quotes', "{'prompt':'x'}", ['5:2 json-syntax']],
  ['a key without quotes', '{prompt:"x"}', ['5:2 json-syntax']],
  ['a missing colon', '{"a" 1}', ['5:6 json-syntax']],
  ['a missing comma', '{"a":1 "b":2}', ['5:8 json-syntax']],
  ['a missing value', '{"a":}', ['5:6 json-syntax']],
  ['a line cut inside a text', '{"a":"abc', ['5:10 json-syntax']],
  ['a line cut after a comma', '{"a":1,', ['5:8 json-syntax']],
  ['a raw tab in a text', '{"a":"x\ty"}', ['5:8 json-syntax']],
  ['an unknown escape', '{"a":"\\x41"}', ['5:7 json-syntax']],
  ['a short unicode escape', '{"a":"\\u12"}', ['5:7 json-syntax']],
  ['a lone backslash at the end', '{"a":"\\', ['5:7 json-syntax']],
  ['NaN', '{"a":NaN}', ['5:6 json-syntax']],
  ['Python’s None', '{"a":None}', ['5:6 json-syntax']],
  ['a leading zero', '{"a":012}', ['5:7 json-syntax']],
  ['a leading plus', '{"a":+1}', ['5:6 json-syntax']],
  ['a comment', '{"a":1} // note', ['5:9 trailing-garbage']],
  ['a bracket that closes a brace', '{"a":1]', ['5:7 json-syntax']],
  ['prose', 'hello there', ['5:1 json-syntax']],
  ['two records on one line', `${good}${good}`, [`5:${good.length + 1} trailing-garbage`]],
  ['a comma after the record', `${good},`, [`5:${good.length + 1} comma-between-lines`]],
  ['a comma and blanks after the record', `${good} , `, [`5:${good.length + 2} comma-between-lines`]],
  ['a comma before the record', `,${good}`, ['5:1 comma-between-lines']],
  ['an array', '[1,2]', ['5:1 not-object']],
  ['a number', '42', ['5:1 not-object']],
  ['a text', '"abc"', ['5:1 not-object']],
  ['null', 'null', ['5:1 not-object']],
  ['nothing', '', ['5 blank-line']],
  ['blanks', ' \t ', ['5 blank-line']],
];

const BYTES: readonly Planted[] = [
  ['a Latin-1 letter', joinBytes([head, 'Caf', raw(0xe9), tail]), [`5:${column + 3} utf8`]],
  ['a Latin-1 letter after an emoji', joinBytes([head, '😀', raw(0xe9), tail]), [`5:${column + 2} utf8`]],
  ['a continuation byte alone', joinBytes([head, raw(0x80), tail]), [`5:${column} utf8`]],
  ['an overlong slash', joinBytes([head, raw(0xc0, 0xaf), tail]), [`5:${column} utf8`]],
  ['a surrogate in UTF-8', joinBytes([head, raw(0xed, 0xa0, 0x80), tail]), [`5:${column} utf8`]],
  ['a character cut by the end of the line', joinBytes([head, 'ab', raw(0xe2, 0x82)]), [`5:${column + 2} utf8`]],
  ['a byte that UTF-8 never uses', joinBytes([head, raw(0xff), tail]), [`5:${column} utf8`]],
  ['a raw NUL', joinBytes([head, 'a', raw(0), tail]), [`5:${column + 1} nul`]],
  ['an escaped NUL', `${head}a\\u0000b${tail}`, [`5:${column + 1} nul`]],
  ['half a surrogate pair, the high one', `${head}\\ud83d x${tail}`, [`5:${column} lone-surrogate`]],
  ['half a surrogate pair, the low one', `${head}x\\ude00${tail}`, [`5:${column + 1} lone-surrogate`]],
  [
    'a pair in the wrong order',
    `${head}\\ude00\\ud83d${tail}`,
    [`5:${column} lone-surrogate`, `5:${column + 6} lone-surrogate`],
  ],
  ['a whole escaped pair', `${head}\\ud83d\\ude00${tail}`, []],
  ['a byte order mark', `\uFEFF${good}`, ['5:1 bom']],
  ['CRLF', `${good}\r`, ['5 crlf']],
  ['a carriage return between two fields', good.replace(',"system"', ',\r"system"'), ['5:46 stray-cr']],
];

const TRAPS: readonly Planted[] = [
  ['33 arrays', `{"a":${nest('[', ']', 32)}}`, ['5:37 depth']],
  ['100,000 arrays', `{"a":${nest('[', ']', 100_000)}}`, ['5:37 depth']],
  ['100,000 open braces', '{"a":'.repeat(100_000), ['5:161 depth']],
  ['32 levels', withKey(`"deep":${nest('[', ']', 31)}`), []],
  ['brackets inside a text', pair('['.repeat(200)), []],
  [
    'a key twice',
    withKey('"messages":1').replace('"messages":1', '"system":[{"text":"a"}],"system":[{"text":"a"}]'),
    [`5:${keyAt + 24} duplicate-key`],
  ],
  ['a key twice, once escaped', withKey('"a":1,"\\u0061":2'), [`5:${keyAt + 6} duplicate-key`]],
  [
    'a key twice among many',
    withKey(`${Array.from({ length: 30 }, (_, i) => `"k${i}":0`).join(',')},"k3":1`),
    [`5:${keyAt + 230} duplicate-key`],
  ],
  [
    'a key twice after a text that ends in a backslash',
    withKey('"a":"\\\\","b":1,"b":2'),
    [`5:${keyAt + 15} duplicate-key`],
  ],
  ['the same key in two objects', withKey('"a":{"x":1},"b":{"x":1}'), []],
  ['__proto__', withKey('"__proto__":{"admin":true}'), [`5:${keyAt} proto-key`]],
  ['__proto__, escaped', withKey('"\\u005f_proto__":{}'), [`5:${keyAt} proto-key`]],
  [
    'constructor.prototype',
    withKey('"constructor":{"prototype":{}}'),
    [`5:${keyAt} proto-key`, `5:${keyAt + 15} proto-key`],
  ],
  ['1e999', withKey('"n":1e999'), [`5:${keyAt + 4} number-range`]],
  ['-1e999', withKey('"n":-1e999'), [`5:${keyAt + 4} number-range`]],
  ['a whole number past 2^53', withKey('"n":9007199254740993'), [`5:${keyAt + 4} number-range`]],
  ['digits inside a text', pair('9007199254740993 and 1e999'), []],
];

const RECORDS: readonly Planted[] = [
  ['a prompt with its completion', '{"prompt":"a","completion":"b"}', ['5 wrong-format', '5 completion-shape']],
  [
    'an OpenAI chat',
    JSON.stringify({
      messages: [
        { role: 'user', content: 'a' },
        { role: 'assistant', content: ANSWER },
      ],
    }),
    ['5 wrong-format'],
  ],
  ['plain text', '{"input":"once upon a time"}', ['5 wrong-format']],
  ['an object of something else', '{"question":"a","reply":"b"}', ['5 missing-field']],
  ['messages that are no list', '{"messages":{}}', ['5 wrong-type']],
  [
    'messages that are no list, in a record that is known',
    '{"schemaVersion":"bedrock-conversation-2024","messages":{"0":1}}',
    ['5 wrong-type'],
  ],
  ['no messages', nova([]), ['5 missing-field']],
  ['a schemaVersion that is a number', pair('one').replace('"bedrock-conversation-2024"', '2024'), ['5 wrong-type']],
  [
    'a system that is text',
    nova([turn('user', 'a b'), turn('assistant', ANSWER)], { system: 'Be brief.' }),
    ['5 wrong-type'],
  ],
  [
    'an empty system text',
    nova([turn('user', 'a b'), turn('assistant', ANSWER)], { system: [{ text: '' }] }),
    ['5 empty-text'],
  ],
  ['a role in capitals', nova([turn('User', 'a'), turn('assistant', ANSWER)]), ['5 roles']],
  [
    'a system message among the messages',
    nova([turn('system', 'a'), turn('user', 'b'), turn('assistant', ANSWER)]),
    ['5 roles'],
  ],
  ['no role', nova([{ content: [{ text: 'a' }] }, turn('assistant', ANSWER)]), ['5 missing-field']],
  ['the assistant first', nova([turn('assistant', ANSWER), turn('user', 'a')]), ['5 alternation']],
  ['two users in a row', nova([turn('user', 'a'), turn('user', 'b'), turn('assistant', ANSWER)]), ['5 alternation']],
  ['only a user', nova([turn('user', 'a')]), ['5 last-not-assistant']],
  ['the user last', nova([turn('user', 'a'), turn('assistant', ANSWER), turn('user', 'c')]), ['5 last-not-assistant']],
  ['a message that is text', nova(['a', turn('assistant', ANSWER)]), ['5 wrong-type']],
  ['a block that is text', nova([{ role: 'user', content: ['a'] }, turn('assistant', ANSWER)]), ['5 wrong-type']],
  [
    'a text that is a number',
    nova([{ role: 'user', content: [{ text: 7 }] }, turn('assistant', ANSWER)]),
    ['5 wrong-type'],
  ],
  [
    'a block that holds nothing known',
    nova([{ role: 'user', content: [{ audio: {} }] }, turn('assistant', ANSWER)]),
    ['5 missing-field'],
  ],
  ['no blocks', nova([{ role: 'user', content: [] }, turn('assistant', ANSWER)]), ['5 empty-text']],
  ['an empty question', pair(''), ['5 empty-text']],
  ['an empty answer', pair('a', ''), ['5 empty-text']],
  ['a blank answer', pair('a', ' \n '), ['5 empty-text']],
  [
    'a tool call',
    nova([turn('user', 'a'), { role: 'assistant', content: [{ text: ANSWER }, { toolUse: {} }] }]),
    ['5 tool-use'],
  ],
  [
    'reasoning, which Nova 1 has not',
    nova([turn('user', 'a'), { role: 'assistant', content: [{ text: ANSWER }, { reasoningContent: {} }] }]),
    ['5 wrong-type'],
  ],
  ['a reserved word', `${head}System: on${tail}`, [`5:${column} reserved-word`]],
  [
    'a reserved word in an answer',
    inAnswer,
    [`5:${inAnswer.indexOf('[EOS]') + 1} reserved-word`, '5 completion-shape'],
  ],
  ['a refusal', pair('a', 'I’m sorry, but I can’t help with that.'), ['5 refusal-text', '5 completion-shape']],
  ['text where all others are JSON', pair('a', 'Billing, I think.'), ['5 completion-shape']],
  ['JSON with other keys', pair('a', '{"category":"billing"}'), ['5 completion-shape']],
  ['JSON that is cut', pair('a', '{"category":"bil'), ['5 completion-shape']],
  ['the record of line 2 again', cleanLines(2)[1] ?? '', ['5 duplicate']],
  [
    'the prompt of line 2 with another answer',
    pair('Question 1: where is it?', '{"category":"access","urgency":"low"}'),
    ['5 contradiction'],
  ],
];

async function findingsOf(line: string | Uint8Array): Promise<string[]> {
  const lines = cleanLines(120);
  const bytes = joinBytes([`${lines.slice(0, 4).join('\n')}\n`, line, `\n${lines.slice(5).join('\n')}\n`]);
  return places(await check(bytes));
}

describe.each([
  ['syntax', SYNTAX],
  ['bytes', BYTES],
  ['traps', TRAPS],
  ['records', RECORDS],
] as const)('a line with a fault of %s', (_, planted) => {
  test.each(planted)('%s', async (_what, line, expected) => {
    expect(await findingsOf(line)).toEqual(expected);
  });
});

test('the same lines are taken as they are when they are clean', async () => {
  expect(await findingsOf(good)).toEqual([]);
});
