import { AwsError } from '../kit/aws-error.ts';

const ACCOUNT_ID = '123456789012';

/** A function's name, ARN or partial ARN, each with or without a version (Lambda API Reference, Invoke, read 2026-11). */
const REFERENCE =
  /^(?:(?:arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:)?\d{12}:function:)?([A-Za-z0-9_-]{1,64})(?::(\$LATEST|[A-Za-z0-9_-]+))?$/;

/** The plain name in a reference to a function, and the version it asks for. */
export function parseFunctionReference(reference: string): { name: string; version: string } {
  const [, name, version = '$LATEST'] = REFERENCE.exec(reference) ?? [];
  if (name) return { name, version };
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${reference}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${REFERENCE.source}`,
  );
}

export const functionArn = (name: string, region: string): string =>
  `arn:aws:lambda:${region}:${ACCOUNT_ID}:function:${name}`;

/** The error for a function, or a version of one, that is not there. The sandbox keeps no versions but $LATEST. */
export function functionNotFound(arn: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, { status: 404 });
}
