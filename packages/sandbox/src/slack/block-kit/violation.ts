/** One thing in a payload that Slack refuses, in the shape that `blocks.validate` reports (docs.slack.dev/reference/methods/blocks.validate). */
export interface Violation {
  /** JSON pointer into the payload ("/blocks/0/text/text"). */
  readonly pointer: string;
  readonly code: 'failed_constraint' | 'missing_field' | 'invalid_type';
  readonly message: string;
  readonly constraint?: {
    readonly type: string;
    readonly expected?: string | number | readonly string[];
    readonly got?: string | number;
  };
  readonly field?: string;
}

/** The member is too long, too many, too large …: `type` is the name of the constraint in Slack's schema. */
export function failed(pointer: string, message: string, constraint?: Violation['constraint']): Violation {
  return { pointer, code: 'failed_constraint', message, ...(constraint && { constraint }) };
}

export function missing(pointer: string, field: string): Violation {
  return { pointer, code: 'missing_field', message: `missing required field: ${field}`, field };
}

export function wrongType(pointer: string, expected: string): Violation {
  return { pointer, code: 'invalid_type', message: `must provide ${expected}` };
}

export function unsupportedType(pointer: string, got: unknown, expected: readonly string[]): Violation {
  const constraint = { type: 'enum', expected, got: String(got) };
  return failed(`${pointer}/type`, `unsupported type: ${String(got)}`, constraint);
}

/** The line that `response_metadata.messages` carries. */
export const toLine = ({ message, pointer }: Violation): string => `${message} [json-pointer:${pointer}]`;
