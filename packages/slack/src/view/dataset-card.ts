import type { Card } from '@rung/core/chat/card.ts';
import { type FindingGroup, groupFindings } from '@rung/core/dataset/job/group-findings.ts';
import { METHOD_NAMES } from '@rung/core/dataset/method-rules.ts';
import type { Severity } from '@rung/core/dataset/rules.ts';
import { code, context, count, type Drawn, drawn, safeUpTo, section } from './blocks.ts';
import { offerBlocks } from './offer-blocks.ts';
import { packLines } from './pack-lines.ts';

type DatasetCard = Extract<Card, { kind: 'dataset' }>;

/** Rules that the card spells out, places of each, and their share of the message in characters. */
const MOST_RULES = 6;
const MOST_PLACES = 3;
const LONGEST = { list: 6000, name: 200, message: 300, facts: 1500, how: 600 } as const;

/** `/rung check`: the doctor's judgement, what to mend first, and what the set is. */
export function datasetCard(card: DatasetCard): Drawn {
  const { by, checked } = card;
  const groups = groupFindings(checked.sets);
  const of = (severity: Severity) => groups.filter((group) => group.severity === severity);
  const [errors, warnings] = [of('error'), of('warning')];
  const line = ruleLine(checked.sets.length > 1);
  const first = numbered('*Mend first, in this order*', errors.slice(0, MOST_RULES).map(line));
  const room = Math.max(0, MOST_RULES - errors.length);
  const then = numbered('*Then look at*', warnings.slice(0, room).map(line));
  const list = packLines([...first, ...then], LONGEST.list);
  const shown = Math.min(errors.length, MOST_RULES) + Math.min(warnings.length, room) - list.left;
  const hidden = errors.length + warnings.length - shown;
  return drawn(headline(card, { errors, warnings }), [
    ...list.blocks,
    ...(hidden > 0 ? [context(`And findings of ${count(hidden, 'more rule')}, in the report.`)] : []),
    ...(checked.gaps.length > 0 ? [context(safeUpTo(LONGEST.facts, checked.gaps.join(' ')))] : []),
    section(`*Next:* ${nextWords(card, errors[0] ?? warnings[0])}`),
    ...offerBlocks(card.offers),
    context(
      `<@${by}> asked for this check. ${REPORT_WORDS[card.report]}`,
      ...(checked.training.records > 0
        ? [
            safeUpTo(LONGEST.facts, checked.training.outlook?.facts.join(' ') ?? ''),
            safeUpTo(LONGEST.how, checked.training.tokens.how),
          ]
        : []),
    ),
  ]);
}

/** A list with its title; nothing where it is empty. */
function numbered(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line, index) => `${index + 1}. ${line}`)];
}

const REPORT_WORDS: Readonly<Record<DatasetCard['report'], string>> = {
  attached: 'Every finding is in the report in this thread.',
  unavailable: 'Slack let me share no file here; `rung check` in a terminal writes the whole report.',
  coming: 'The whole report comes in this thread.',
};

function headline(
  { uri, job, checked }: DatasetCard,
  { errors, warnings }: { errors: readonly FindingGroup[]; warnings: readonly FindingGroup[] },
): string {
  const name = safeUpTo(LONGEST.name, uri.slice(uri.lastIndexOf('/') + 1));
  const purpose = job.method === 'fine-tuning' ? job.model.name : `${METHOD_NAMES[job.method]} of ${job.model.name}`;
  const judgement = checked.ready
    ? warnings.length > 0
      ? 'can be trained on, with care,'
      : 'is ready'
    : 'is not ready';
  const { records, tokens, format } = checked.training;
  const size = `${count(records, 'example')} laid out as ${format}, about ${count(tokens.estimate, 'token')}`;
  const total = (groups: readonly FindingGroup[]) => groups.reduce((sum, group) => sum + group.count, 0);
  const found = [
    ...(errors.length > 0 ? [count(total(errors), 'error')] : []),
    ...(warnings.length > 0 ? [count(total(warnings), 'warning')] : []),
  ].join(' and ');
  const words = found === '' ? `${size}. Every line was read; nothing to object to.` : `${found} in ${size}.`;
  return `*${name} ${judgement} for ${safeUpTo(LONGEST.name, purpose)}.* ${words}`;
}

/** One rule: where it speaks first, how often, and what to do. */
function ruleLine(namesFile: boolean): (group: FindingGroup) => string {
  return ({ findings, count: times, fix, file }) => {
    const [first] = findings;
    const where = namesFile ? ` of ${safeUpTo(LONGEST.name, file.slice(file.lastIndexOf('/') + 1))}` : '';
    const more = times > 1 ? ` ${placesWords(findings, times)}` : '';
    const place = first
      ? `Line ${first.line}${first.column === undefined ? '' : `, column ${first.column}`}${where}:`
      : '';
    return `*${place}* ${safeUpTo(LONGEST.message, first?.message ?? '')}${more} _${safeUpTo(LONGEST.message, fix)}_`;
  };
}

function placesWords(findings: FindingGroup['findings'], times: number): string {
  const others = findings.slice(1, 1 + MOST_PLACES).map(({ line }) => line);
  const rest = times - 1 - others.length;
  if (others.length === 0) return `And ${rest.toLocaleString('en-US')} more.`;
  const list = others.join(', ');
  return `Also on line${others.length === 1 ? '' : 's'} ${list}${rest > 0 ? ` and ${rest.toLocaleString('en-US')} more` : ''}.`;
}

function nextWords({ uri, checked, job }: DatasetCard, first: FindingGroup | undefined): string {
  const method = job.method === 'fine-tuning' ? '' : ` ${job.method}`;
  const again = code(`/rung check ${uri} ${job.model.id}${method}`);
  if (first?.severity === 'error')
    return `mend ${first.findings[0] ? `line ${first.findings[0].line}` : first.rule} first, then the others in this order; upload the file and check it again with ${again}.`;
  if (!checked.ready) return `mend the errors, upload the file and check it again with ${again}.`;
  if (job.method === 'cpt' || job.model.family === 'JumpStart')
    return 'start the job in SageMaker; Rung launches Bedrock’s.';
  const launch = `launch it with ${code('/rung launch')}; preflight reads every line again.`;
  return first === undefined ? launch : `look at the warnings. If they are meant, ${launch}`;
}
