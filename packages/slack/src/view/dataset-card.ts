import type { DatasetFinding, DatasetReport } from '@rung/core/dataset/dataset-report.ts';
import { RULES, type RuleId, type Severity } from '@rung/core/dataset/rules.ts';
import { code, context, count, type Drawn, drawn, safe, safeUpTo, section } from './blocks.ts';
import { packLines } from './pack-lines.ts';

const JUDGEMENT = {
  ready: 'is ready',
  'ready-with-care': 'can be trained on, with care',
  'not-ready': 'is not ready',
} as const;

/** Most findings that the card spells out, and their share of the message in characters. */
const MOST_SHOWN = 12;
const LONGEST = { list: 6000, name: 200, facts: 1500, how: 600 } as const;

/** `/rung check`: the doctor's judgement, what to mend first, and what the set is. */
export function datasetCard(checked: { by: string; uri: string; model: string; report: DatasetReport }): Drawn {
  const { uri, model, report } = checked;
  const name = safeUpTo(LONGEST.name, uri.slice(uri.lastIndexOf('/') + 1));
  const serious = [...bySeverity(report, 'error'), ...bySeverity(report, 'warning')];
  const list = packLines(serious.slice(0, MOST_SHOWN).map(line), LONGEST.list);
  const shown = Math.min(serious.length, MOST_SHOWN) - list.left;
  const rest = restWords(report, serious.slice(0, shown));
  return drawn(`*${name} ${JUDGEMENT[report.judgement]} for ${safeUpTo(LONGEST.name, model)}.* ${countWords(report)}`, [
    ...list.blocks,
    ...(rest === '' ? [] : [context(rest)]),
    section(`*Next:* ${nextWords(uri, report)}`),
    context(
      `<@${checked.by}> asked for this check.`,
      ...(report.outlook ? [safeUpTo(LONGEST.facts, report.outlook.facts.join(' '))] : []),
      safeUpTo(LONGEST.how, report.tokens.how),
    ),
  ]);
}

const bySeverity = ({ findings }: DatasetReport, severity: Severity) =>
  findings.filter((finding) => finding.severity === severity);

function countWords(report: DatasetReport): string {
  const errors = counted(report, 'error');
  const warnings = counted(report, 'warning');
  const size = `${count(report.records, 'example')}, about ${count(report.tokens.estimate, 'token')}`;
  if (errors + warnings === 0) return `${size}. Every line was read; nothing to object to.`;
  const errorWords = errors > 0 ? [`${count(errors, 'error')} that AWS would fail the job for`] : [];
  const warningWords = warnings > 0 ? [count(warnings, 'warning')] : [];
  return `${[...errorWords, ...warningWords].join(' and ')}, in ${size}.`;
}

/** How many there are by the rules' usual severity; `findings` holds only the first of each rule. */
function counted(report: DatasetReport, severity: Severity): number {
  return ruleCounts(report)
    .filter(({ rule }) => severityOf(report, rule) === severity)
    .reduce((sum, { times }) => sum + times, 0);
}

function severityOf(report: DatasetReport, rule: RuleId): Severity {
  return report.findings.find((finding) => finding.rule === rule)?.severity ?? RULES[rule].severity;
}

const ruleCounts = ({ countsByRule }: DatasetReport) =>
  (Object.entries(countsByRule) as [RuleId, number][]).map(([rule, times]) => ({ rule, times }));

function line(finding: DatasetFinding): string {
  const column = finding.column === undefined ? '' : `, column ${finding.column}`;
  return `• *Line ${finding.line}${column}:* ${safe(finding.message)} _${safe(finding.fix)}_`;
}

/** What is not spelt out above, by rule. */
function restWords(report: DatasetReport, shown: readonly DatasetFinding[]): string {
  const left = ruleCounts(report)
    .filter(({ rule }) => severityOf(report, rule) !== 'info')
    .map(({ rule, times }) => ({ rule, times: times - shown.filter((finding) => finding.rule === rule).length }))
    .filter(({ times }) => times > 0);
  const total = left.reduce((sum, { times }) => sum + times, 0);
  if (total === 0) return '';
  const rules = left.map(({ rule, times }) => (times === 1 ? rule : `${rule} × ${times.toLocaleString('en-US')}`));
  return `And ${total.toLocaleString('en-US')} more: ${rules.join(', ')}.`;
}

function nextWords(uri: string, report: DatasetReport): string {
  const again = code(`/rung check ${uri}`);
  if (!report.ready) return `mend these lines, upload the file and check it again with ${again}.`;
  const launch = `launch it with ${code('/rung launch')}; preflight reads every line again.`;
  return report.judgement === 'ready' ? launch : `look at the warnings. If they are meant, ${launch}`;
}
