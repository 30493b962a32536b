// cspell:ignore Airtable
import { findSecrets } from '@rung/core/dataset/sensitive/find-secrets.ts';
import { redactText } from '@rung/core/dataset/sensitive/redact-text.ts';
import { describe, expect, test } from 'vitest';
import { ISSUED } from '../../fixtures/secrets/issued.ts';
import { check, cleanLines, pair } from './build-dataset.ts';

/** Their secrets look like others’ or like nothing, so that they are seen beside their names alone. */
const WITHOUT_MARK = ['Airtable token', 'Discord token', 'Twilio key'];

const byIssuer = Map.groupBy(ISSUED, ({ issuer }) => issuer);
const isFound = ({ text }: { text: string }) => findSecrets(text).length > 0;
const found = ISSUED.filter(isFound);

/* The figures stand in the names, so that `npx vitest run test/core/dataset/issued-secrets.test.ts --reporter=verbose` tells them. */
describe(`${found.length} of ${ISSUED.length} secrets of ${byIssuer.size} issuers are found`, () => {
  test('which is at least 95 of 100', () => {
    expect(byIssuer.size).toBeGreaterThanOrEqual(30);
    expect(ISSUED.length).toBeGreaterThanOrEqual(150);
    expect(found.length / ISSUED.length).toBeGreaterThanOrEqual(0.95);
  });

  test.each([...byIssuer].map(([issuer, all]) => [issuer, all.filter(isFound).length, all.length] as const))(
    '%s: %i of %i',
    (issuer, hits, all) => {
      expect(hits).toBe(WITHOUT_MARK.includes(issuer) ? 0 : all);
    },
  );

  test('in the lines of a file as well, wherever they stand', async () => {
    const lines = [...cleanLines(60), ...ISSUED.map(({ text }) => pair(text))];

    for (const all of [lines, lines.toReversed()]) {
      const report = await check(all.join('\n'));
      expect(report.countsByRule.secret).toBe(found.length);
    }
  });

  test('and none is left when the text is redacted', () => {
    expect(ISSUED.map(({ text }) => redactText(text)).filter((text) => findSecrets(text).length > 0)).toEqual([]);
  });
});
