import fs from 'node:fs';
import path from 'node:path';
import { decide } from '@rung/core/diagnosis/decide.ts';
import { evaluateCases, turnsOf } from '@rung/core/diagnosis/evaluate-cases.ts';
import { readText, type Turn } from '@rung/core/diagnosis/read-text.ts';
import { RULES_VERSION } from '@rung/core/diagnosis/version.ts';
import { VisibleError } from '@rung/core/errors.ts';
import { keywordRule } from './bench/keyword-rule.ts';
import { readLabelledCases } from './bench/labelled-cases.ts';
import { breachList, confusionTable, scoreTable, timeTable } from './bench/score-page.ts';
import { timeCases } from './bench/time-cases.ts';
import { processTerminal, type Terminal } from './terminal.ts';

const CASES = path.resolve(import.meta.dirname, '../../../test/fixtures/diagnosis');

const diagnose = (turns: readonly Turn[]) => decide(readText(turns));

/** `npm run bench:diagnosis [FILES…]`: how often the diagnosis is right, beside a keyword rule, and how long it takes. */
async function bench(files: readonly string[], terminal: Terminal): Promise<void> {
  const loaded: { name: string; cases: Awaited<ReturnType<typeof readLabelledCases>> }[] = [];
  for (const file of files.length > 0 ? files : shippedFiles())
    loaded.push({ name: path.basename(file), cases: await readLabelledCases(file) });
  const all = loaded.flatMap(({ cases }) => cases);
  const scores = loaded.map(({ name, cases }) => ({ name, score: evaluateCases(cases, diagnose) }));
  const whole = { name: 'in all', score: evaluateCases(all, diagnose) };
  const baseline = { name: 'keyword rule', score: evaluateCases(all, keywordRule), isMethodOnly: true as const };
  const [rungTimes, baselineTimes] = timeCases(all.map(turnsOf), [diagnose, keywordRule]);
  const parts = [
    `Rule set ${RULES_VERSION}, ${all.length} cases.`,
    scoreTable([...scores, whole, baseline]),
    breachList(scores),
    ...(rungTimes && baselineTimes ? [timeTable(rungTimes, baselineTimes)] : []),
    confusionTable(whole.score),
  ];
  await terminal.print(`${parts.join('\n\n')}\n`);
}

function shippedFiles(): readonly string[] {
  const names = fs.readdirSync(CASES).filter((name) => name.endsWith('.jsonl'));
  return names.sort().map((name) => path.join(CASES, name));
}

const terminal = processTerminal();
try {
  await bench(process.argv.slice(2), terminal);
} catch (error) {
  terminal.tell(error instanceof VisibleError ? `${error.message}\n${error.remedy}` : String((error as Error).stack));
  process.exitCode = 2;
}
