// cspell:disable other languages
import { findingsIn, namesHeadline, namesReport } from '@rung/core/dataset/names/names-findings.ts';
import { mostNames, NAMES_LIMITS, unitsOf } from '@rung/core/dataset/names/names-price.ts';
import { sampleForNames } from '@rung/core/dataset/names/names-sample.ts';
import { isPicked } from '@rung/core/dataset/spread-evenly.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

async function* bytesOf(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(lines.join('\n'));
}

const record = (prompt: string, completion = 'Thank you, this is what you asked for.') =>
  JSON.stringify({ prompt, completion });

describe('what is sent to have names looked for', () => {
  it.each([
    [0, 3],
    [300, 3],
    [301, 4],
    [2000, 20],
  ])('is billed for %i characters as %i units', (characters, units) => {
    expect(unitsOf(characters)).toBe(units);
  });

  it('is never more than was shown before', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 5 }), async (prompts) => {
        const { amount, requests } = await sampleForNames(bytesOf(prompts.map((one) => record(one))), prompts.length);

        expect(amount.requests).toBeLessThanOrEqual(mostNames(prompts.length).requests);
        expect(amount.units).toBeLessThanOrEqual(mostNames(prompts.length).units);
        for (const one of requests) expect([...one.text].length).toBeLessThanOrEqual(NAMES_LIMITS.characters);
      }),
      { numRuns: 60 },
    );
  });

  it('is as many records as wanted, spread from the first to the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 200 }), (records, wanted) => {
        const picked = Array.from({ length: records }, (_, index) => index).filter((index) =>
          isPicked(index, { records, wanted }),
        );

        expect(picked).toHaveLength(Math.min(records, wanted));
        const gaps = picked.slice(1).map((at, index) => at - (picked[index] ?? 0));
        expect(Math.max(0, ...gaps)).toBeLessThanOrEqual(Math.ceil(records / Math.min(records, wanted)));
      }),
    );
  });

  it('is in English or Spanish, without the words of the layout, and leaves broken lines out', async () => {
    const lines = [
      record('Where is the parcel that I have sent to you and what is it for?'),
      '{"prompt":',
      record(
        '¿Dónde está el paquete que compré para mi madre y por qué no llega?',
        'Pero está en la tienda de los regalos.',
      ),
      record(
        'Wo ist das Paket und wie lange dauert es noch, bis ich es bekomme?',
        'Das ist nicht bekannt und wir bitten um Geduld.',
      ),
    ];

    const { requests, otherLanguage } = await sampleForNames(bytesOf(lines), 3);

    expect(requests.map(({ line, language }) => [line, language])).toEqual([
      [1, 'en'],
      [3, 'es'],
    ]);
    expect(otherLanguage).toBe(1);
  });
});

it('names line, field and kind of what was seen, by code points, and never the value', async () => {
  const lines = [
    record('😀😀 Emma Miller asks for what is hers and when it is here.', 'It is for Emma Miller and that is it.'),
  ];
  const sample = await sampleForNames(bytesOf(lines), 1);
  const [request] = sample.requests;
  const points = [...(request?.text ?? '')];
  const first = points.indexOf('E');
  const second = points.indexOf('E', first + 1);
  const seen = [first, second].map((begin) => ({ kind: 'name' as const, begin, end: begin + 11 }));

  const findings = request ? findingsIn(request, seen) : [];
  const result = { sample, findings, unread: 0, records: 1 };

  expect(findings).toEqual([
    { line: 1, field: 'prompt', kind: 'name', count: 1 },
    { line: 1, field: 'completion', kind: 'name', count: 1 },
  ]);
  expect(namesHeadline(result)).toBe('Amazon Comprehend found names or addresses in 1 of 1 of 1 records looked at.');
  expect(namesReport(result)).not.toContain('Emma');
});
