import { AwsError } from '../kit/aws-error.ts';
import type { Item } from './dynalite-server.ts';

/** Why one action of a transaction stood in its way; `None` for those that did not. */
export interface CancellationReason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: Item;
}

/**
 * The refusals that DynamoDB reports as the reason of one action; any other refuses the whole request. The sentences are those
 * listed under TransactionCanceledException in the DynamoDB API Reference (read 2026-11), and the one for a key of the wrong shape.
 */
const ITEM_FAULTS = [
  'One or more parameter values were invalid',
  'The update expression attempted to update the secondary index key',
  'An operand in the update expression has an incorrect data type',
  'Item size to update has exceeded the maximum allowed size',
  'Number overflow',
  'Type mismatch for attribute to update',
  'Nesting Levels have exceeded supported limits',
  'The document path provided in the update expression is invalid for update',
  'The provided expression refers to an attribute that does not exist in the item',
  'The provided key element does not match the schema',
  'Cannot update attribute',
];

/** The reason that a failed action gives, or undefined when its error is one of the whole request. */
export function cancellationReason(error: unknown): CancellationReason | undefined {
  if (!(error instanceof AwsError)) return undefined;
  if (error.code === 'ConditionalCheckFailedException')
    return { Code: 'ConditionalCheckFailed', Message: error.message };
  const ofTheItem = ITEM_FAULTS.some((sentence) => error.message.startsWith(sentence));
  return error.code === 'ValidationException' && ofTheItem
    ? { Code: 'ValidationError', Message: error.message }
    : undefined;
}

/** The error that a transaction ends with when at least one reason is not `None`. */
export function transactionCanceled(reasons: readonly CancellationReason[]): AwsError {
  const codes = reasons.map((reason) => reason.Code).join(', ');
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { members: { CancellationReasons: reasons } },
  );
}
