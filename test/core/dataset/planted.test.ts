// cspell:ignore prüft antwortet Ihnen innerhalb drei Tagen Regel Kunden vorsieht Vorgang nach Kunde fragt soll
import { checkJob } from '@rung/core/dataset/job/check-job.ts';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { expect, test } from 'vitest';
import { bytesOf, modelNamed } from './build-dataset.ts';

/** Prompts with few words in common, so that none is nearly another by itself. */
const THINGS = [
  'lamp',
  'invoice',
  'router',
  'contract',
  'parcel',
  'licence',
  'badge',
  'printer',
  'refund',
  'voucher',
  'seat',
];
const PLACES = [
  'Lyon',
  'Porto',
  'Bergen',
  'Graz',
  'Leeds',
  'Ghent',
  'Turin',
  'Malmo',
  'Cork',
  'Basel',
  'Riga',
  'Split',
  'Jena',
];
const DEEDS = ['broke', 'vanished', 'arrived twice', 'was charged', 'expired', 'never came', 'was renamed'];
const of = (list: readonly string[], at: number) => list[at % list.length] ?? '';
const question = (n: number) =>
  `Ticket ${n * 7919}: the ${of(THINGS, n)} for ${of(PLACES, n * 3)} ${of(DEEDS, n * 5)} after ${(n % 29) + 2} days; ${of(PLACES, n + 4)} office, case ${n * 104_729}, asks what to do about the ${of(THINGS, n * 7 + 3)}.`;
const answer = (n: number) =>
  `The ${of(THINGS, n)} team in ${of(PLACES, n * 3)} opens case ${n * 104_729} and replies within ${(n % 9) + 1} days, as ${of(THINGS, n + 5)} rule ${n * 31} says.`;
const record = (prompt: string, completion: string) => JSON.stringify({ prompt, completion });
const clean = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => record(question(from + at), answer(from + at)));

const fileOf = (name: string, lines: readonly string[]): JobFile => {
  const bytes = bytesOf(lines.join('\n'));
  const open = async function* () {
    yield bytes;
  };
  return { name, bytes: bytes.length, isRereadable: true, open };
};

interface Planted {
  readonly rule: string;
  /** Lines of the training file that must be named, from 1. */
  readonly lines: readonly number[];
  readonly training: readonly string[];
  readonly validation?: readonly string[];
  readonly evaluation?: readonly string[];
  readonly file?: string;
}

const FROM = 40;
const put = (count: number, make: (at: number) => string, base = clean(600)) => ({
  training: base.map((line, at) => (at >= FROM && at < FROM + count ? make(at) : line)),
  lines: Array.from({ length: count }, (_, at) => FROM + at + 1),
});
const json = (n: number) => JSON.stringify({ category: of(THINGS, n), urgency: n % 2 ? 'low' : 'high', case: n });
const asJson = clean(600).map((_, n) => record(question(n), json(n)));
const other = (n: number) => question(n).replace(/what to do about/, 'what one should do about');

const PLANTED: readonly Planted[] = [
  { rule: 'duplicate', ...put(14, (at) => record(question(at - 30), answer(at - 30))) },
  { rule: 'contradiction', ...put(14, (at) => record(question(at - 30), `No: ${answer(at + 900)}`)) },
  { rule: 'near-duplicate', ...put(14, (at) => record(other(at - 30), answer(at - 30))) },
  { rule: 'contradiction', ...put(14, (at) => record(other(at - 30), `No: ${answer(at + 900)}`)) },
  { rule: 'completion-shape', ...put(14, (at) => record(question(at), answer(at)), asJson) },
  { rule: 'refusal-text', ...put(14, (at) => record(question(at), "I'm sorry, but I can't help with that.")) },
  {
    rule: 'length-outlier',
    ...put(1, (at) => record(question(at), Array.from({ length: 90 }, (_, n) => answer(n)).join(' '))),
  },
  {
    rule: 'language-switch',
    ...put(14, (at) =>
      record(
        question(at),
        `Das Team in ${of(PLACES, at)} prüft den Fall ${at * 31} und antwortet Ihnen innerhalb von drei Tagen, wie es die Regel ${at} für alle Kunden vorsieht.`,
      ),
    ),
  },
  { rule: 'empty-text', ...put(14, (at) => record(question(at), '   ')) },
  {
    rule: 'leakage',
    training: clean(600),
    lines: [1, 2, 3, 4, 5, 6, 7],
    file: 'validation.jsonl',
    validation: [...clean(7), ...clean(60, 2000)],
  },
  {
    rule: 'leakage',
    training: clean(600),
    lines: [3, 4, 5, 6, 7, 8, 9],
    file: 'evaluation.jsonl',
    evaluation: [...clean(2, 3000), ...clean(7), ...clean(40, 4000)].map((line) => {
      const { prompt, completion } = JSON.parse(line) as { prompt: string; completion: string };
      return JSON.stringify({ prompt, referenceResponse: completion });
    }),
  },
];

type Wanted = Omit<Planted, 'lines'> & { readonly logged?: readonly string[] };

/** Of rules that speak of one thing from two sides, the one that is planted is counted. */
async function run({ rule, training, validation, evaluation, logged: calls, file }: Wanted) {
  const checked = await checkJob({
    model: modelNamed('Llama 3.1 8B Instruct'),
    method: 'fine-tuning',
    training: fileOf('training.jsonl', training),
    validation: validation && fileOf('validation.jsonl', validation),
    evaluation: evaluation && fileOf('evaluation.jsonl', evaluation),
    logged: calls && fileOf('calls.jsonl', calls),
    nearDuplicates: true,
    checksNames: false,
    maxShownPerRule: 1000,
  });
  const all = checked.sets.flatMap(({ file: { name }, findings }) => findings.map((each) => ({ ...each, name })));
  return all.filter((each) => each.rule === rule && each.name === (file ?? 'training.jsonl')).map(({ line }) => line);
}

test.each(PLANTED.map((planted, at) => [planted.rule, at, planted] as const))(
  '%s: all that is planted is found, and nothing else (%i)',
  async (_rule, _at, { lines, ...planted }) => {
    const found = [...new Set(await run(planted))].sort((a, b) => a - b);

    expect(found).toEqual(lines);
  },
);

const labelled = clean(600).map((_, n) => record(question(n), n % 60 === 0 ? 'access' : 'billing'));
const german = (n: number) =>
  record(
    `Vorgang ${n * 7919}: Die Ware für ${of(PLACES, n * 3)} kam nach ${(n % 29) + 2} Tagen nicht an, und der Kunde fragt, was er mit dem Fall ${n * 104_729} tun soll.`,
    `Das Team in ${of(PLACES, n)} prüft den Fall ${n * 104_729} und antwortet Ihnen innerhalb von ${(n % 9) + 1} Tagen, wie es die Regel ${n * 31} vorsieht.`,
  );
const logged = Array.from({ length: 60 }, (_, n) =>
  JSON.stringify({
    input: {
      inputBodyJson: {
        system: [{ text: 'You are the desk of Larkfield.' }],
        messages: [
          {
            role: 'user',
            content: [{ text: `<context>${answer(n).repeat(12)}</context>\n${question(n + 7000)}` }],
          },
        ],
      },
    },
  }),
);

/** What is said of a whole set, on one line of it. */
const OF_SETS: readonly Wanted[] = [
  { rule: 'imbalance', training: labelled },
  { rule: 'few-per-class', training: labelled },
  {
    rule: 'boilerplate',
    training: clean(600).map((line, n) =>
      n % 8 === 0 ? record(question(n), 'We look into it and write to you within two days.') : line,
    ),
  },
  { rule: 'language-mix', training: clean(600).map((line, n) => (n % 3 === 0 ? german(n) : line)) },
  { rule: 'mirror-system', training: clean(600), logged },
  { rule: 'mirror-length', training: clean(600), logged },
  { rule: 'mirror-context', training: clean(600), logged },
];

test.each(OF_SETS.map((planted) => [planted.rule, planted] as const))(
  '%s is said of a whole set, once it is so',
  async (rule, planted) => {
    expect((await run(planted)).length).toBeGreaterThan(0);
    expect(await run({ rule, training: clean(600) })).toEqual([]);
  },
);

test('in a clean set none of these is seen', async () => {
  for (const rule of new Set(PLANTED.map((planted) => planted.rule)))
    expect([rule, await run({ rule, training: clean(600) })]).toEqual([rule, []]);
});
