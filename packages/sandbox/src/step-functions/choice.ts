import type { ChoiceRule } from './definition.ts';
import { Failure } from './failure.ts';
import { isObject, type Json } from './json.ts';
import { demandPath, readPath, type Scope } from './paths.ts';

/** The state that the first true rule names, or the default; States.NoChoiceMatched when there is neither. */
export function choose(state: { Choices: readonly ChoiceRule[]; Default?: string }, scope: Scope): string {
  const next = state.Choices.find((rule) => holds(rule, scope))?.Next ?? state.Default;
  if (next) return next;
  throw new Failure('States.NoChoiceMatched', 'No rule of the Choice state is true and it has no Default.');
}

function holds(rule: ChoiceRule, scope: Scope): boolean {
  if (rule.And) return rule.And.every((inner) => holds(inner, scope));
  if (rule.Or) return rule.Or.some((inner) => holds(inner, scope));
  if (rule.Not) return !holds(rule.Not, scope);
  const variable = rule.Variable ?? '$';
  const [operator, operand] =
    Object.entries(rule).find(([name]) => !['Variable', 'Next', 'Comment'].includes(name)) ?? [];
  if (operator === undefined) return false;
  if (operator === 'IsPresent') return (readPath(variable, scope) !== undefined) === operand;
  const value = demandPath(variable, scope);
  const test = TYPE_TESTS[operator];
  return test ? test(value) === operand : compare(operator, value, operandOf(operator, operand, scope));
}

const operandOf = (operator: string, operand: unknown, scope: Scope): Json =>
  operator.endsWith('Path') ? demandPath(String(operand), scope) : (operand as Json);

/** RFC 3339 as Amazon States Language narrows it: an upper-case T, and Z or an offset. */
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
export const isTimestamp = (value: Json): value is string =>
  typeof value === 'string' && TIMESTAMP.test(value) && !Number.isNaN(Date.parse(value));

const TYPE_TESTS: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: isTimestamp,
};

const OPERATOR =
  /^(String|Numeric|Boolean|Timestamp)(Equals|LessThanEquals|LessThan|GreaterThanEquals|GreaterThan|Matches)(?:Path)?$/;

/** Values of another type than the operator's make it false, never an error. */
function compare(operator: string, value: Json, operand: Json): boolean {
  const [, type = '', relation = ''] = OPERATOR.exec(operator) ?? [];
  const left = comparable(type, value);
  const right = comparable(type, operand);
  if (left === undefined || right === undefined) return false;
  switch (relation) {
    case 'Equals':
      return left === right;
    case 'LessThan':
      return left < right;
    case 'LessThanEquals':
      return left <= right;
    case 'GreaterThan':
      return left > right;
    case 'GreaterThanEquals':
      return left >= right;
    case 'Matches':
      return wildcard(String(right)).test(String(left));
    default:
      return false;
  }
}

function comparable(type: string, value: Json): string | number | boolean | undefined {
  if (isObject(value) || Array.isArray(value) || value === null) return undefined;
  if (type === 'Timestamp') return isTimestamp(value) ? Date.parse(value) : undefined;
  return typeof value === (type === 'Numeric' ? 'number' : type.toLowerCase()) ? value : undefined;
}

/** `*` stands for any characters, `\*` for itself. */
function wildcard(pattern: string): RegExp {
  const tokens = pattern.match(/\\[*\\]|[\s\S]/g) ?? [];
  const source = tokens.map((token) =>
    token === '*' ? '[\\s\\S]*' : token.slice(-1).replace(/[$()*+.?[\\\]^{|}]/, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`);
}
