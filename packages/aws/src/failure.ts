/** What an SDK error means for the one who called: try again, ask for rights, it is not there, nobody knows, or our own mistake. */
export type FailureKind = 'retryable' | 'denied' | 'missing' | 'conflict' | 'unknown' | 'broken';

const BY_NAME: readonly (readonly [RegExp, FailureKind])[] = [
  [/Throttl|TooManyRequests|SlowDown|ServiceUnavailable|ProvisionedThroughputExceeded/, 'retryable'],
  [/AccessDenied|Forbidden|Unauthorized|ExpiredToken|InvalidSignature/, 'denied'],
  [/NotFound|NoSuch|DoesNotExist/, 'missing'],
  [/Conflict|AlreadyExists|ResourceInUse|PreconditionFailed|ConditionalCheckFailed|TransactionCanceled/, 'conflict'],
  [/Timeout|TimedOut|Network|ECONN|EPIPE|InternalServer|InternalError|InternalFailure/, 'unknown'],
];

/** Sorts an SDK error by its name and, failing that, by its HTTP status. */
export function failureKind(error: unknown): FailureKind {
  const { name = '', $metadata } = (error ?? {}) as { name?: string; $metadata?: { httpStatusCode?: number } };
  const named = BY_NAME.find(([pattern]) => pattern.test(name));
  if (named) return named[1];
  switch ($metadata?.httpStatusCode) {
    case 403:
      return 'denied';
    case 404:
      return 'missing';
    case 429:
    case 503:
      return 'retryable';
    default:
      return ($metadata?.httpStatusCode ?? 500) >= 500 ? 'unknown' : 'broken';
  }
}

/** What a call found; undefined where AWS knows no such thing. */
export function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch((error: unknown) => {
    if (failureKind(error) === 'missing') return undefined;
    throw error;
  });
}
