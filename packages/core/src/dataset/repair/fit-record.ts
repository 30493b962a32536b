import type { BaseModel } from '../base-models.ts';
import { checkRecord } from '../check-record.ts';
import { estimateTokens } from '../estimate-tokens.ts';
import type { Note } from '../finding-log.ts';
import type { JsonObject } from '../read-record.ts';
import { type Exchange, recogniseRecord } from '../recognise-record.ts';
import { holds } from '../record-case.ts';
import { isUnconvertible, type Unconvertible, unconvertible } from './dialogue.ts';
import type { Change, LeftOut, MendedRecord } from './mend-line.ts';
import { nameField, readDialogue } from './read-dialogue.ts';
import { redactRecord } from './redact-record.ts';
import type { Layout, RepairPlan } from './repair-plan.ts';
import { writeDialogue } from './write-dialogue.ts';

/** A record as the copy has it. */
export interface FittedRecord {
  readonly kind: 'fitted';
  readonly line: number;
  /** One line without its line feed; as it stood in the source unless a change says otherwise. */
  readonly text: string;
  readonly exchange: Exchange;
  readonly changes: readonly Change[];
}

interface Draft {
  readonly record: JsonObject;
  readonly text: string;
  readonly changes: readonly Change[];
}

/** Brings a record into the layout that is wanted; what the doctor still minds then stays behind. */
export function fitRecord(mended: MendedRecord, plan: RepairPlan): FittedRecord | LeftOut {
  const { line } = mended;
  const found = fit(redacted(mended, plan), plan);
  const draft = isUnconvertible(found) ? found : inLength(found, plan, line);
  if (isUnconvertible(draft)) return { kind: 'left-out', line, rule: draft.rule, message: draft.message };
  if (draft.text !== mended.text && !mended.isExact) {
    const message = 'It would have to be written anew, which would round a whole number beyond 2^53.';
    return { kind: 'left-out', line, rule: 'number-range', message };
  }
  return draft;
}

function redacted({ record, text, changes }: MendedRecord, { redact }: RepairPlan): Draft {
  const after = redact ? redactRecord(record, redact) : record;
  const rewritten = redact ? JSON.stringify(after) : text;
  const isSame = !redact || rewritten === JSON.stringify(record);
  return isSame ? { record, text, changes } : { record: after, text: rewritten, changes: [...changes, 'redacted'] };
}

/** The record as it is where nothing is wrong with it, else the best that can be made of it. */
function fit(draft: Draft, plan: RepairPlan): Draft | Unconvertible {
  const isInLayout = recogniseRecord(draft.record).format === plan.layout;
  const notes = isInLayout ? notesOn(draft.record, draft.text, plan) : [];
  // A system text beside a prompt is a field that no model reads; it moves into the prompt.
  const hasStraySystem = plan.layout === 'prompt-completion' && holds(draft.record, 'system');
  if (isInLayout && notes.length === 0 && !hasStraySystem) return draft;
  const rewritten = rewrite(draft, isInLayout, plan);
  const worst = notes.find(({ severity }) => severity === undefined);
  if (!isUnconvertible(rewritten)) {
    const [left] = notesOn(rewritten.record, rewritten.text, plan);
    if (left === undefined || (left.severity !== undefined && !worst)) return rewritten;
    return unconvertible(left.rule, left.message);
  }
  if (isInLayout && !worst) return draft;
  return worst ? unconvertible(worst.rule, worst.message) : rewritten;
}

/** What the doctor minds in a record of the layout that is wanted; a note without a severity of its own is an error. */
function notesOn(record: JsonObject, text: string, { layout, model }: RepairPlan): Omit<Note, 'line'>[] {
  const notes: Omit<Note, 'line'>[] = [];
  const note = (found: Omit<Note, 'line'>) => void notes.push(found);
  if (layout !== 'openai-chat') {
    checkRecord({ record, text, model: judgeFor(model, layout), note }, layout);
    return notes;
  }
  // The doctor knows no rules for a chat of OpenAI's: what it holds is judged in Converse's layout.
  const dialogue = readDialogue(record);
  const judge = judgeFor(model, 'conversation');
  const twin = isUnconvertible(dialogue) ? dialogue : writeDialogue(dialogue, 'conversation', judge);
  if (isUnconvertible(twin)) return [{ rule: twin.rule, message: twin.message }];
  checkRecord({ record: twin, text, model: judge, note }, 'conversation');
  return notes;
}

/** The model itself, or for a layout that it does not take one without words of its own. */
function judgeFor(model: BaseModel, layout: 'conversation' | 'prompt-completion'): BaseModel {
  return model.formats.includes(layout) ? model : { ...model, formats: [layout], reservedWords: [] };
}

function rewrite(draft: Draft, staysInLayout: boolean, { layout, model }: RepairPlan): Draft | Unconvertible {
  const dialogue = readDialogue(draft.record);
  if (isUnconvertible(dialogue)) return dialogue;
  const written = writeDialogue(dialogue, layout, model);
  if (isUnconvertible(written)) return written;
  const record = staysInLayout ? { ...written, ...dialogue.extras } : written;
  const text = JSON.stringify(record);
  if (text === draft.text) return draft;
  const changes = staysInLayout ? dialogue.changes : movedInto(layout, dialogue);
  return { record, text, changes: [...draft.changes, ...changes] };
}

function movedInto(layout: Layout, dialogue: { extras: JsonObject; changes: readonly Change[] }): Change[] {
  // A change of layout says all that the layouts say differently.
  const own = dialogue.changes.filter((change) => change !== 'text as a block' || layout === 'conversation');
  const usual = own.filter((change) => change !== 'text as a block');
  return ['layout', ...usual, ...Object.keys(dialogue.extras).map(nameField)];
}

/** Only what is too long by the lowest estimate is surely refused; the doctor judges likewise. */
function inLength(draft: Draft, { model }: RepairPlan, line: number): FittedRecord | Unconvertible {
  const exchange = recogniseRecord(draft.record);
  const low = estimateTokens(exchange.prompt).low + estimateTokens(exchange.completion).low;
  const most = model.maxRecordTokens;
  if (most === undefined || low <= most) return { kind: 'fitted', line, exchange, ...draft };
  return unconvertible('too-long', `The record has at least ${Math.round(low)} tokens; ${model.name} takes ${most}.`);
}
