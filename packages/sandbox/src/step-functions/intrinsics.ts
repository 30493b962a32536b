import { Failure } from './failure.ts';
import { INTRINSICS, textOf } from './intrinsic-functions.ts';
import { type Expression, parseIntrinsic, unescaped } from './intrinsic-syntax.ts';
import type { Json } from './json.ts';
import { demandPath, type Scope } from './paths.ts';

/** The value of an intrinsic expression; States.IntrinsicFailure when a function cannot work on what it is given. */
export function evaluateIntrinsic(source: string, scope: Scope): Json {
  const expression = parseIntrinsic(source);
  if (!expression) throw new Failure('States.Runtime', `'${source}' is neither a path nor an intrinsic function`);
  return evaluate(expression, scope);
}

function evaluate(expression: Expression, scope: Scope): Json {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'text':
      return unescaped(expression.raw);
    case 'path':
      return demandPath(expression.path, scope);
    case 'call':
      return expression.name === 'States.Format' ? format(expression.args, scope) : call(expression, scope);
    default:
      return expression satisfies never;
  }
}

function call({ name, args }: Expression & { kind: 'call' }, scope: Scope): Json {
  const intrinsic = INTRINSICS[name];
  if (!intrinsic) throw new Failure('States.Runtime', `There is no intrinsic function ${name}`);
  return intrinsic(args.map((arg) => evaluate(arg, scope)));
}

function format([template, ...rest]: readonly Expression[], scope: Scope): Json {
  const raw = template?.kind === 'text' ? template.raw : template && evaluate(template, scope);
  if (typeof raw !== 'string') throw new Failure('States.IntrinsicFailure', 'States.Format takes a template string');
  const values = rest.map((arg) => evaluate(arg, scope));
  const holes = raw.match(/\\.|\{\}/g)?.filter((part) => part === '{}').length ?? 0;
  if (holes !== values.length)
    throw new Failure('States.IntrinsicFailure', `States.Format has ${holes} places for ${values.length} values`);
  return raw.replace(/\\(.)|\{\}/g, (_, escaped?: string) => escaped ?? textOf(values.shift() ?? null));
}
