import { thousands } from '../judge.ts';
import { namesPrice } from './names-price.ts';
import type { NamesRequest, NamesSample } from './names-sample.ts';

/** What was seen in a request's text; offsets count code points, `end` is past the last. */
export interface SeenName {
  readonly kind: 'name' | 'address';
  readonly begin: number;
  readonly end: number;
}

/** Who finds names and addresses; `unread` where it was too busy or refused the text. */
export interface NamesReader {
  find(request: Pick<NamesRequest, 'text' | 'language'>): Promise<readonly SeenName[] | 'unread'>;
}

/** Names or addresses in one field: where and how many, never which. */
export interface NameFinding {
  readonly line: number;
  readonly field: string;
  readonly kind: SeenName['kind'];
  readonly count: number;
}

/** Of one request, in the order of its fields. */
export function findingsIn({ line, fields }: NamesRequest, seen: readonly SeenName[]): NameFinding[] {
  return fields.flatMap(({ field, from, to }) =>
    (['name', 'address'] as const).flatMap((kind) => {
      const own = seen.filter((one) => one.kind === kind && one.begin >= from && one.begin < to);
      return own.length === 0 ? [] : [{ line, field, kind, count: own.length }];
    }),
  );
}

/** What came of looking, for people. */
export interface NamesResult {
  readonly sample: NamesSample;
  readonly findings: readonly NameFinding[];
  readonly unread: number;
  /** Records of the whole file. */
  readonly records: number;
}

const KIND_WORDS = { name: ['a name', 'names'], address: ['an address', 'addresses'] } as const;

/** One place, as a sentence. */
export function nameSentence({ line, field, kind, count }: NameFinding): string {
  const [one, many] = KIND_WORDS[kind];
  return `Line ${line}: ${count === 1 ? one : `${count} ${many}`} in ${field}.`;
}

/** The outcome in one sentence. */
export function namesHeadline({ sample, findings, records }: NamesResult): string {
  const lines = new Set(findings.map(({ line }) => line)).size;
  const looked = `${thousands(sample.requests.length)} of ${thousands(records)} records`;
  if (lines === 0) return `Amazon Comprehend found no name and no address in ${looked}.`;
  return `Amazon Comprehend found names or addresses in ${thousands(lines)} of ${looked} looked at.`;
}

/** What was not looked at, what was billed, and what to do. */
export function namesFacts({ sample, findings, unread }: NamesResult): string[] {
  const { amount, otherLanguage, cut } = sample;
  return [
    ...(unread > 0 ? [`${thousands(unread)} requests got no answer; nothing is known of their records.`] : []),
    ...(otherLanguage > 0
      ? [`${thousands(otherLanguage)} picked records are in languages that Comprehend does not read.`]
      : []),
    ...(cut > 0 ? [`Of ${thousands(cut)} long records only the beginning was sent.`] : []),
    `Sent by this account: ${namesPrice(amount, false)}.`,
    findings.length > 0
      ? 'Replace them with made-up ones in every record, not only in these, or have somebody answer for them at the launch.'
      : 'A sample proves nothing of the other records.',
  ];
}

/** Everything, as a text file. */
export function namesReport(result: NamesResult): string {
  return `${[namesHeadline(result), ...namesFacts(result), '', ...result.findings.map(nameSentence)].join('\n')}\n`;
}
