/** An error that an AWS API answers with: its code, its HTTP status and its sentence, as the SDK clients see them. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  /** Further members of the error's body, such as `CancellationReasons`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, options: { status?: number; members?: Record<string, unknown> } = {}) {
    super(message);
    this.code = code;
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
  }
}

/** What a sandbox service answers to an operation that AWS has and the sandbox does not. */
export function notInSandbox(service: string, operation: string): AwsError {
  return new AwsError('NotImplemented', `The sandbox does not do ${service} ${operation}; see its coverage.ts.`, {
    status: 501,
  });
}
