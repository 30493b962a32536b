import { AwsError } from '../kit/aws-error.ts';

/** What StartExecution's reference says a name must not hold: white space, brackets, wildcards, special and control characters. */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\ufffe\uffff]/u;

/** A name of a state machine or an execution; InvalidName for one that AWS does not take. */
export function checkName(name: string): void {
  if (FORBIDDEN.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}

/** An ARN of the kind that an operation takes; InvalidArn otherwise. */
export function checkArn(arn: string, kind: 'stateMachine' | 'execution'): string {
  const [, found] = /^arn:[a-z-]+:states:[a-z0-9-]+:\d{12}:([A-Za-z]+):.+$/.exec(arn) ?? [];
  if (found === kind) return arn;
  const reason = found ? 'Resource type not valid in this context' : 'Invalid ARN prefix';
  throw new AwsError('InvalidArn', `Invalid Arn: '${reason}: ${arn}'`);
}
