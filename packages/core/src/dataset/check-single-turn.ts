import { checkConversation, checkReserved } from './check-conversation.ts';
import { invocationParts } from './other-layouts.ts';
import { isObject } from './read-record.ts';
import { textOf } from './recognise-record.ts';
import type { RecordCase } from './record-case.ts';

/**
 * A prompt to distil from: one question, with or without its answer, in text alone
 * (docs.aws.amazon.com/bedrock/latest/userguide/distillation-prepare-datasets.html, read 2026-11-20).
 */
export function checkSingleTurn(item: RecordCase): void {
  const { record, note } = item;
  const messages: readonly unknown[] = Array.isArray(record['messages']) ? record['messages'] : [];
  if (messages.length > 2) {
    note({ rule: 'single-turn', message: `The record has ${messages.length} messages; distillation takes one turn.` });
    return;
  }
  if (messages.length !== 1) {
    checkConversation(item);
    return;
  }
  // A prompt alone is what distillation asks for; with a stand-in for the answer all else is a conversation's business.
  const answer = { role: 'assistant', content: [{ text: 'x' }] };
  checkConversation({ ...item, record: { ...record, messages: [...messages, answer] } });
}

/** A logged call: its prompt, in one turn, and its answer where there is one. */
export function checkInvocation(item: RecordCase): void {
  const { record, note } = item;
  const { input } = record;
  if (isObject(input) && !isObject(input['inputBodyJson'])) {
    const message = 'The body of the call is not in the line: Bedrock wrote it to a file of its own.';
    note({ rule: 'missing-field', message, fix: 'Leave the line out, or put the body into input.inputBodyJson.' });
    return;
  }
  const { system, messages, answer } = invocationParts(record);
  if (messages.length === 0) note({ rule: 'missing-field', message: 'The logged call has no messages and no prompt.' });
  if (messages.length > 1)
    note({
      rule: 'single-turn',
      message: `The logged call has ${messages.length} messages; distillation takes one turn.`,
    });
  const [asked] = messages;
  const text = isObject(asked) ? textOf(asked['content']) : '';
  if (messages.length > 0 && text.trim() === '')
    note({ rule: 'empty-text', message: 'The logged call asks nothing in words.' });
  for (const [said, at] of [
    [textOf(system), 'system'],
    [text, 'the prompt'],
    [answer, 'the answer'],
  ] as const)
    checkReserved(item, said, at);
}
