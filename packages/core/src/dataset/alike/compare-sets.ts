import xxhash from 'xxhash-wasm';
import type { BaseModel } from '../base-models.ts';
import { canonicalText } from '../canonical-text.ts';
import type { DatasetFinding } from '../dataset-report.ts';
import { createFindingLog, type FindingLog } from '../finding-log.ts';
import { createFirstSeen } from '../first-seen.ts';
import { createSecondLook } from '../hygiene/second-look.ts';
import { thousands } from '../judge.ts';
import type { RuleId, Severity } from '../rules.ts';
import { alikeItem } from './alike-item.ts';
import { eachExchange } from './each-exchange.ts';
import { createNearIndex } from './near-index.ts';
import { createSpellings, type SpeltMatch } from './spellings.ts';

/** One of a job's files; training comes first, since the others are compared with what comes before them. */
export interface SetToCompare {
  readonly set: 'training' | 'validation' | 'evaluation';
  readonly source: AsyncIterable<Uint8Array>;
}

export interface CompareOptions {
  /** Its limit on training and validation together is checked when given. */
  readonly model?: BaseModel;
  /** Looks for what is nearly the same too, not only for what is spelt otherwise. */
  readonly nearly?: boolean;
  /** Most memory for what is nearly the same, in bytes; 128 MiB when absent. */
  readonly maxBytes?: number;
  /** 10 when absent. */
  readonly maxShownPerRule?: number;
}

/** What one set has in common with those before it, and with itself where spelling hides it. Lines are its own. */
export interface ComparedSet {
  readonly set: SetToCompare['set'];
  readonly records: number;
  readonly findings: readonly DatasetFinding[];
  readonly countsByRule: Readonly<Partial<Record<RuleId, number>>>;
  readonly worst: Severity | undefined;
  readonly truncated: boolean;
}

export interface SetComparison {
  readonly sets: readonly ComparedSet[];
  /** Records past the lid on memory: compared with those before them, and none with them. */
  readonly turnedAway: number;
}

const DEFAULT_SHOWN = 10;
const MAX_BYTES = 128 * 1024 * 1024;

/**
 * Finds prompts that stand in two sets, and in one set those that repeat or contradict each other but for their spelling;
 * when asked also those that are nearly the same. What repeats to the letter inside one set is the doctor's to tell.
 */
export async function compareSets(sets: readonly SetToCompare[], options: CompareOptions = {}): Promise<SetComparison> {
  const { h32 } = await xxhash();
  const nearly = options.nearly === true;
  const near = createNearIndex(options.maxBytes ?? MAX_BYTES);
  const spellings = await createSpellings();
  const names = sets.map(({ set }) => set);
  const compared: ComparedSet[] = [];
  let trained = 0;
  for (const [index, { set, source }] of sets.entries()) {
    const log = createFindingLog(options.maxShownPerRule ?? DEFAULT_SHOWN);
    const exact = await createFirstSeen();
    const second = createSecondLook(log, options.maxShownPerRule ?? DEFAULT_SHOWN);
    const records = await eachExchange(source, (exchange, line) => {
      if (set === 'training') second.add(exchange, line);
      if (exchange.asked === '') return;
      const item = alikeItem(exchange, h32, nearly);
      const letters = { asked: canonicalText(item.asked), completion: canonicalText(item.answered) };
      const isNew = exact.add(letters, line).kind === 'new';
      const place = { set: index, line };
      const spelt = spellings.add(item, place);
      const match = spelt ?? near.add(item, place);
      if (match) noteMatch({ log, names, isNew }, match, place);
    });
    for (const { line, match } of near.contradictions(index))
      noteMatch({ log, names, isNew: true }, { ...match, answers: 'apart' }, { set: index, line });
    if (set === 'training') second.note(log);
    if (set !== 'evaluation') trained += records;
    if (set === 'validation') noteSum(log, trained, options.model);
    compared.push({ set, records, ...resultOf(log) });
  }
  return { sets: compared, turnedAway: near.turnedAway() };
}

interface Match {
  readonly set: number;
  readonly line: number;
  /** Of a match by spelling or filling words. */
  readonly differs?: SpeltMatch['differs'];
  readonly answers?: SpeltMatch['answers'];
  /** Of any other. */
  readonly likeness?: number;
}

interface Books {
  readonly log: FindingLog;
  readonly names: readonly SetToCompare['set'][];
  /** False where the doctor has told of it already. */
  readonly isNew: boolean;
}

function noteMatch({ log, names, isNew }: Books, match: Match, place: { set: number; line: number }): void {
  const { line } = place;
  const but = differenceOf(match);
  if (match.set !== place.set) {
    const where = `line ${match.line} of the ${names[match.set]} set`;
    if (match.differs === 'spelling')
      log.note({ rule: 'leakage', line, message: `The prompt stands on ${where} as well.` });
    else
      log.note({
        rule: 'leakage',
        line,
        severity: 'warning',
        message: `The prompt is nearly that of ${where} (${but}).`,
      });
    return;
  }
  if (!isNew) return;
  if (match.answers === 'apart') {
    const message = `The prompt is that of line ${match.line} (${but}); the completion is another.`;
    log.note({ rule: 'contradiction', line, message });
  } else
    log.note({ rule: 'near-duplicate', line, message: `The record is nearly that of line ${match.line} (${but}).` });
}

function differenceOf({ differs, likeness = 1 }: Match): string {
  if (differs === 'spelling') return 'but for capitals, spaces and punctuation';
  if (differs === 'filling') return 'but for filling words and endings';
  return `${Math.round(likeness * 100)} % of its words and pairs of words`;
}

function noteSum(log: FindingLog, sum: number, model: BaseModel | undefined): void {
  if (!model || sum <= model.records.sumMax) return;
  const message = `Both sets together have ${thousands(sum)} records; ${model.name} takes ${thousands(model.records.sumMax)}.`;
  log.note({ rule: 'too-many-records', line: 1, message });
}

function resultOf(log: FindingLog): Omit<ComparedSet, 'set' | 'records'> {
  return { findings: log.shown(), countsByRule: log.countsByRule(), worst: log.worst(), truncated: log.hidSome() };
}
