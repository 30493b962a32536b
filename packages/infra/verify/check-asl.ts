import aslValidator from 'asl-validator';

/** What is wrong with a state machine's definition, by the schema of the Amazon States Language; empty when nothing is. */
export function aslFaults(definition: unknown): string {
  const answer = aslValidator(definition as Parameters<typeof aslValidator>[0]);
  return answer.isValid ? '' : answer.errorsText();
}
