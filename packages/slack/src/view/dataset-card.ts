import type { DatasetFinding, DatasetReport } from '@rung/core/dataset/dataset-report.ts';
import { context, type Drawn, safe, section } from './blocks.ts';

const JUDGEMENT = { ready: 'ready', 'ready-with-care': 'ready, with care', 'not-ready': 'not ready' } as const;

/** `/rung check`: the doctor's judgement, what to mend first, and what the set is. */
export function datasetCard(checked: { uri: string; model: string; report: DatasetReport }): Drawn {
  const { uri, model, report } = checked;
  const name = safe(uri.slice(uri.lastIndexOf('/') + 1));
  const headline = `${name}: ${JUDGEMENT[report.judgement]} for ${model}.`;
  const { findings } = report;
  const errors = findings.filter((finding) => finding.severity === 'error');
  const warnings = findings.filter((finding) => finding.severity === 'warning');
  const shown = [...errors, ...warnings].slice(0, 12);
  const counted = Object.values(report.countsByRule).reduce((sum, count) => sum + (count ?? 0), 0);
  const blocks = [
    section(
      `*${headline}* ${report.records.toLocaleString('en-US')} examples, about ${report.tokens.estimate.toLocaleString('en-US')} tokens.`,
    ),
    ...(shown.length > 0
      ? [section(shown.map(line).join('\n'))]
      : [section('Every line was read; nothing to object to.')]),
    ...(counted > shown.length && shown.length > 0
      ? [context(`${counted} findings in all, by rule: ${byRule(report)}`)]
      : []),
    ...(report.outlook && report.outlook.facts.length > 0 ? [context(safe(report.outlook.facts.join(' ')))] : []),
    context(safe(report.tokens.how)),
  ];
  return { text: headline.replaceAll('\u200b', ''), blocks };
}

function line(finding: DatasetFinding): string {
  const column = finding.column === undefined ? '' : `, column ${finding.column}`;
  return `• *Line ${finding.line}${column}:* ${safe(finding.message)} _${safe(finding.fix)}_`;
}

function byRule(report: DatasetReport): string {
  return Object.entries(report.countsByRule)
    .map(([rule, count]) => `${rule} ${count}`)
    .join(', ');
}
