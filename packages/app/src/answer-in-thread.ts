import type { Card } from '@rung/core/chat/card.ts';
import { asksForReasons, wantsExplanation } from '@rung/core/chat/intent.ts';
import { type Ledger, type LedgerEntry, threadKeyOf } from '@rung/core/chat/ledger.ts';
import { isFactName } from '@rung/core/diagnosis/fact-names.ts';
import type { Evidence, Verdict } from '@rung/core/diagnosis/verdict.ts';
import { RULES_VERSION } from '@rung/core/diagnosis/version.ts';
import { lookUp } from '@rung/core/handbook/look-up.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { judgeLedger } from './judge-ledger.ts';

type Needs = Pick<Deps, 'clock' | 'ledgers' | 'library' | 'messenger' | 'reader'>;

/** Words in a thread; without `rootTs` they came with a command, and the answer's message becomes the thread. */
export interface Told {
  readonly by: UserId;
  readonly channel: string;
  readonly text: string;
  readonly rootTs?: string;
}

/** A press of one of the next question's likely answers, on a card of the thread `rootTs`. */
export interface AnswerPress {
  readonly by: UserId;
  readonly channel: string;
  readonly rootTs: string;
  readonly questionId: string;
  readonly answerIndex: number;
}

/** "Should we fine-tune?": adds what was said to the thread's evidence and answers with the method that all of it speaks for. */
export async function answerInThread(deps: Needs, told: Told): Promise<void> {
  const { channel, rootTs } = told;
  if (rootTs !== undefined && asksForReasons(told.text) && (await explainWhyNot(deps, { channel, rootTs }))) return;
  if (await isExplained(deps, told)) return;
  const said: LedgerEntry = { kind: 'said', by: told.by, text: told.text, atMs: deps.clock.nowMs() };
  if (rootTs === undefined) return answerCommand(deps, told, said);
  const { ledger, verdict } = await record(deps, { channel: told.channel, rootTs }, said);
  const card = await deps.messenger.post(
    { channel: told.channel, threadTs: rootTs },
    { kind: 'diagnosis', verdict, asked: undefined },
  );
  await deps.ledgers.save({ ...ledger, card, method: verdict.method, version: ledger.version + 1 });
}

async function answerCommand(deps: Needs, told: Told, said: LedgerEntry): Promise<void> {
  const verdict = await judgeLedger(deps, [said]);
  const card = await deps.messenger.post(
    { channel: told.channel },
    { kind: 'diagnosis', verdict, asked: { by: told.by, text: told.text } },
  );
  await deps.ledgers.save(
    openLedger({ channel: card.channel, rootTs: card.ts }, { entries: [said], card, method: verdict.method }),
  );
}

/** "It doesn't know the fact": takes the pressed answer as evidence and brings the card to what it says now. */
export function answerQuestion(deps: Needs, press: AnswerPress): Promise<void> {
  const { by, questionId, answerIndex } = press;
  return rejudge(deps, press, { kind: 'answered', by, questionId, answerIndex, atMs: deps.clock.nowMs() });
}

/** "That is not so": strikes facts out and brings the card to what the rest says. */
export async function correctFacts(
  deps: Needs,
  form: Omit<AnswerPress, 'questionId' | 'answerIndex'> & { facts: readonly string[] },
): Promise<void> {
  const facts = form.facts.filter(isFactName);
  if (facts.length > 0) await rejudge(deps, form, { kind: 'corrected', by: form.by, facts, atMs: deps.clock.nowMs() });
}

async function rejudge(deps: Needs, thread: { channel: string; rootTs: string }, entry: LedgerEntry): Promise<void> {
  const { ledger, verdict } = await record(deps, thread, entry);
  const card: Card = { kind: 'diagnosis', verdict, asked: askedAbove(ledger, thread.rootTs) };
  if (ledger.card) await deps.messenger.edit(ledger.card, card);
  else await deps.messenger.post({ channel: thread.channel, threadTs: thread.rootTs }, card);
  await deps.ledgers.save({ ...ledger, method: verdict.method, version: ledger.version + 1 });
}

/** The question that a card shows above itself: a card that came with a command opens its thread, so nobody's message stands there. */
function askedAbove(ledger: Ledger, rootTs: string): { by: string; text: string } | undefined {
  const first = ledger.entries.find((entry) => entry.kind === 'said');
  return ledger.card?.ts === rootTs && first ? { by: first.by, text: first.text } : undefined;
}

/** "What did you take for facts?" */
export async function evidenceOf(
  deps: Needs,
  thread: { channel: string; rootTs: string },
): Promise<readonly Evidence[]> {
  const ledger = await deps.ledgers.find(threadKeyOf(thread));
  return ledger ? (await judgeLedger(deps, ledger.entries)).evidence : [];
}

/** "Why not fine-tuning?": every method that was ruled out, with the rule that did it; false in a thread that has no verdict. */
export async function explainWhyNot(deps: Needs, press: Pick<AnswerPress, 'channel' | 'rootTs'>): Promise<boolean> {
  const ledger = await deps.ledgers.find(threadKeyOf(press));
  if (!ledger) return false;
  const verdict = await judgeLedger(deps, ledger.entries);
  await deps.messenger.post({ channel: press.channel, threadTs: press.rootTs }, { kind: 'why-not', verdict });
  return true;
}

/** "What is distillation?": answers from the handbook and the team's Knowledge Base; what only may be such a question is left when neither knows it. */
async function isExplained(deps: Needs, told: Told): Promise<boolean> {
  const wants = wantsExplanation(told.text);
  if (wants === 'no') return false;
  const explanation = lookUp(told.text, await deps.library.search(told.text));
  const isKnown = explanation.page !== undefined || explanation.passage !== undefined;
  if (wants === 'if-known' && !isKnown) return false;
  const place = { channel: told.channel, ...(told.rootTs === undefined ? {} : { threadTs: told.rootTs }) };
  await deps.messenger.post(place, { kind: 'explanation', question: told.text, explanation });
  return true;
}

/** Appends to the thread's ledger; when somebody else wrote meanwhile, appends to what they left. */
async function record(
  deps: Needs,
  thread: { channel: string; rootTs: string },
  entry: LedgerEntry,
): Promise<{ ledger: Ledger; verdict: Verdict }> {
  const standing = await deps.ledgers.find(threadKeyOf(thread));
  const ledger = standing
    ? { ...standing, entries: [...standing.entries, entry], rulesVersion: RULES_VERSION, version: standing.version + 1 }
    : openLedger(thread, { entries: [entry], card: undefined, method: undefined });
  if ((await deps.ledgers.save(ledger)) === 'lost') return record(deps, thread, entry);
  return { ledger, verdict: await judgeLedger(deps, ledger.entries) };
}

function openLedger(
  thread: { channel: string; rootTs: string },
  start: Pick<Ledger, 'entries' | 'card' | 'method'>,
): Ledger {
  return { threadKey: threadKeyOf(thread), ...start, rulesVersion: RULES_VERSION, version: 1 };
}
