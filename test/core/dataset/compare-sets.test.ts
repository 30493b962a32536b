import { type CompareOptions, compareSets } from '@rung/core/dataset/alike/compare-sets.ts';
import { describe, expect, test } from 'vitest';
import { bytesOf, chunked, cleanLines, modelNamed, nova, pair, turn } from './build-dataset.ts';

const file = (lines: readonly string[]) => chunked(bytesOf(lines.join('\n')), [500]);

async function compare(train: readonly string[], heldOut: readonly string[], options: CompareOptions = {}) {
  const { sets } = await compareSets(
    [
      { set: 'training', source: file(train) },
      { set: 'validation', source: file(heldOut) },
    ],
    options,
  );
  const [training, validation] = sets;
  if (!training || !validation) throw new Error('a set is missing');
  return { training, validation };
}

/** "2 leakage error" for each finding. */
const told = (set: { findings: readonly { line: number; rule: string; severity: string }[] }) =>
  set.findings.map(({ line, rule, severity }) => `${line} ${rule} ${severity}`);

describe('between two sets', () => {
  test('a prompt that stands in both is found, with both lines', async () => {
    const heldOut = [pair('unseen one'), pair('Question 7: where is it?', 'another answer'), pair('unseen two')];

    const { training, validation } = await compare(cleanLines(50), heldOut);

    expect([training.records, validation.records]).toEqual([50, 3]);
    expect(told(training)).toEqual([]);
    expect(told(validation)).toEqual(['2 leakage error']);
    expect(validation.findings[0]?.message).toContain('line 8 of the training set');
  });

  test('sets that have nothing in common have no findings', async () => {
    const { validation } = await compare(cleanLines(50), [pair('unseen one'), 'not JSON', pair('unseen two')]);

    expect(validation).toMatchObject({ records: 2, findings: [], worst: undefined, truncated: false });
  });

  test('every shared prompt is counted, a few are shown', async () => {
    const { validation } = await compare(cleanLines(50), cleanLines(30), { maxShownPerRule: 4 });

    expect(validation.countsByRule).toEqual({ leakage: 30 });
    expect(validation.findings).toHaveLength(4);
    expect(validation.truncated).toBe(true);
  });

  test('the limit on both sets together is the model’s', async () => {
    const unseen = Array.from({ length: 2 }, (_, index) => pair(`unseen ${index}`));

    const { validation } = await compare(cleanLines(9_999), unseen, { model: modelNamed('Llama 3.3 70B Instruct') });

    expect(validation.findings).toMatchObject([{ rule: 'too-many-records', line: 1 }]);
  });

  const asked = 'Why was the parcel from Larkfield left in the rain without a note?';
  const system = { system: [{ text: 'You are the support of Larkfield.' }] };
  const trained = [...cleanLines(20), nova([turn('user', asked), turn('assistant', 'Because.')], system)];

  test.each([
    ['spelt otherwise', nova([turn('user', `  ${asked.toUpperCase()}`), turn('assistant', 'x')], system)],
    ['in another layout, without the system text', JSON.stringify({ prompt: asked, referenceResponse: 'Because.' })],
    [
      'as a prompt, after the system text',
      JSON.stringify({ prompt: `You are the support of Larkfield. ${asked}`, completion: 'x' }),
    ],
    [
      'as a chat',
      JSON.stringify({
        messages: [
          { role: 'system', content: 'You are the support of Larkfield.' },
          { role: 'user', content: asked },
        ],
      }),
    ],
    ['as a logged call', JSON.stringify({ input: { inputBodyJson: { ...system, messages: [turn('user', asked)] } } })],
  ])('a prompt is recognised %s', async (_how, line) => {
    expect(told((await compare(trained, [pair('unseen'), line])).validation)).toEqual(['2 leakage error']);
  });

  test('the same question under another system text is another prompt', async () => {
    const other = nova([turn('user', asked), turn('assistant', 'x')], { system: [{ text: 'You are a poet.' }] });

    expect(told((await compare(trained, [other])).validation)).toEqual([]);
  });

  test('a prompt with a word replaced is a warning when near ones are asked for', async () => {
    const line = nova([turn('user', asked.replace('parcel', 'box')), turn('assistant', 'x')], system);

    expect(told((await compare(trained, [line])).validation)).toEqual([]);
    expect(told((await compare(trained, [line], { nearly: true })).validation)).toEqual(['1 leakage warning']);
  });
});

describe('inside one set', () => {
  const before = 'My invoice of March lists the thermostat twice, who can correct that for me?';
  const found = async (line: string, options: CompareOptions = {}) => {
    const lines = [...cleanLines(10), pair(before, 'We correct it today.'), line];
    return told((await compare(lines, [], options)).training);
  };

  test.each([
    ['in capitals, with another answer', pair(before.toUpperCase(), 'Nobody can.'), ['12 contradiction warning']],
    ['in capitals, with that answer', pair(before.toUpperCase(), 'we correct it today'), ['12 near-duplicate warning']],
    ['to the letter, which the doctor tells', pair(before, 'Nobody can.'), []],
    ['with a word replaced', pair(before.replace('twice', 'again'), 'We correct it today.'), []],
    ['with another ending', pair(before.replace('lists', 'listed'), 'Nobody can.'), ['12 contradiction warning']],
    ['with a negation', pair(before.replace('lists', 'does not list'), 'Nobody can.'), []],
  ])('%s', async (_what, line, expected) => {
    expect(await found(line)).toEqual(expected);
  });

  test.each([
    [
      'with a word replaced',
      pair(before.replace('twice', 'again'), 'We correct it today.'),
      ['12 near-duplicate warning'],
    ],
    [
      'with a filling word more, and another answer',
      pair(before.replace('My', 'Hello, the').replace('lists', 'listed'), 'Nobody can.'),
      ['12 contradiction warning'],
    ],
    [
      'with a word replaced, and another answer',
      pair(before.replace('thermostat', 'printer'), 'Nobody can.'),
      ['12 contradiction warning'],
    ],
    ['with a negation more', pair(before.replace('lists', 'never lists'), 'We correct it today.'), []],
    ['with another number', pair(before.replace('March', 'March 7'), 'We correct it today.'), []],
    [
      'about something else',
      pair('How do I reset the printer to the state in which it was delivered?', 'We correct it today.'),
      [],
    ],
  ])('when asked for what is near: %s', async (_what, line, expected) => {
    expect(await found(line, { nearly: true })).toEqual(expected);
  });

  test('another answer to a prompt that differs in one word of fourteen is told, for any words', async () => {
    const words =
      'absorb account advise almond anchor basket battery bridge button candle castle cherry copper desert dinner'.split(
        ' ',
      );
    const text = (seed: number) =>
      Array.from({ length: 14 }, (_, n) => words[(seed * 7 + n * (seed + 3)) % 15]).join(' ');
    const seeds = [1, 3, 4, 6, 8, 9, 10, 11];
    const lines = seeds.flatMap((seed) => {
      const prompt = text(seed).split(' ');
      return [pair(prompt.join(' '), `First ${seed}.`), pair(prompt.with(6, 'violin').join(' '), `Then ${seed}.`)];
    });

    const found = told((await compare(lines, [], { nearly: true })).training);

    expect(found).toEqual(seeds.map((_, index) => `${index * 2 + 2} contradiction warning`));
  });

  test('a template filled in is no contradiction', async () => {
    const towns = ['Basel', 'Bern', 'Chur', 'Genf', 'Zug', 'Thun', 'Olten', 'Aarau'];
    const lines = towns.map((town) =>
      pair(
        `Write two friendly sentences for a visitor who asks what to see on a rainy day in ${town} with children.`,
        `In ${town}: ${town.length} sights of its own.`,
      ),
    );

    expect(told((await compare(lines, [], { nearly: true })).training)).toEqual([]);
  });

  test('what is turned away for want of memory is counted', async () => {
    const { turnedAway } = await compareSets([{ set: 'training', source: file(cleanLines(50)) }], {
      nearly: true,
      maxBytes: 2_000,
    });

    expect(turnedAway).toBeGreaterThan(30);
  });
});
