import type { JsonObject } from '@rung/core/dataset/read-record.ts';
import type { LabelledCase } from '@rung/core/diagnosis/evaluate-cases.ts';
import { METHODS, type Outcome } from '@rung/core/diagnosis/methods.ts';
import { badLine, readJsonLines } from '../json-lines.ts';
import { findFile } from '../open-file.ts';
import { parseCase } from '../parse-case.ts';

/** Reads a file of labelled cases; throws a VisibleError that names the line that is none. */
export async function readLabelledCases(name: string): Promise<readonly LabelledCase[]> {
  const file = await findFile(name);
  const cases: LabelledCase[] = [];
  for await (const { line, value } of readJsonLines(file.open(), { name, tolerated: new Map() })) {
    const found = parseLabelled(value);
    if (typeof found === 'string') throw badLine(name, { line, message: found });
    cases.push(found);
  }
  if (cases.length === 0) throw badLine(name, { line: 1, message: 'The file holds no case.' });
  return cases;
}

function parseLabelled(value: JsonObject): LabelledCase | string {
  const found = parseCase(value);
  if (typeof found === 'string') return found;
  const { expected } = value;
  if (!isOutcome(expected)) return 'The field "expected" is missing or names no method.';
  const lists = parseLists(value);
  if (typeof lists === 'string') return lists;
  const { path, hosting, acceptable = [], ...others } = lists;
  if (!acceptable.every(isOutcome)) return 'The field "acceptable" names something that is no method.';
  const [opening, ...turns] = found.turns;
  return {
    id: String(found.id),
    text: opening.text,
    turns,
    expected,
    acceptable,
    companions: others.companions ?? [],
    mustNot: others.mustNot ?? [],
    ask: others.ask ?? [],
    evidence: others.evidence ?? [],
    ...(path?.length ? { path } : {}),
    ...(hosting?.length ? { hosting } : {}),
  };
}

const LISTS = ['acceptable', 'companions', 'mustNot', 'ask', 'evidence', 'path', 'hosting'] as const;
type Lists = Partial<Record<(typeof LISTS)[number], readonly string[]>>;

/** What a label leaves out is not scored, nor a path or hosting of which it names none. */
function parseLists(value: JsonObject): Lists | string {
  const lists: Lists = {};
  for (const name of LISTS) {
    const list = value[name];
    if (list === undefined) continue;
    if (!isTexts(list)) return `The field ${JSON.stringify(name)} is no array of texts.`;
    lists[name] = list;
  }
  return lists;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isOutcome(value: unknown): value is Outcome {
  return value === 'not-enough-info' || METHODS.some((method) => method === value);
}
