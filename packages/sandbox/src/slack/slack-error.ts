import { toLine, type Violation } from './block-kit/violation.ts';

/** A refusal of the Web API: HTTP 200 with `{ok: false, error}` unless a status is given. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Further members of the answer. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    more: { status?: number; headers?: Record<string, string>; members?: Record<string, unknown> } = {},
  ) {
    super(code);
    this.code = code;
    this.status = more.status ?? 200;
    this.headers = more.headers ?? {};
    this.members = more.members ?? {};
  }
}

/** A refusal that says where: Slack repeats the lines in `errors` for blocks, and always in `response_metadata`. */
export function refusal(code: 'invalid_blocks' | 'invalid_arguments', violations: readonly Violation[]): SlackError {
  const lines = violations.map(toLine);
  const metadata = { response_metadata: { messages: lines.map((line) => `[ERROR] ${line}`) } };
  return new SlackError(code, { members: code === 'invalid_blocks' ? { errors: lines, ...metadata } : metadata });
}

/** A missing or malformed argument. */
export function invalidArguments(message: string): SlackError {
  return new SlackError('invalid_arguments', { members: { response_metadata: { messages: [`[ERROR] ${message}`] } } });
}
