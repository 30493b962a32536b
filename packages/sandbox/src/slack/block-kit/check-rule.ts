import type { Members, Rule, Shape } from './rules.ts';
import { failed, missing, unsupportedType, type Violation, wrongType } from './violation.ts';

type Of<Kind extends Rule['kind']> = Extract<Rule, { kind: Kind }>;
type Checks = { readonly [Kind in Rule['kind']]: (rule: Of<Kind>, value: unknown, pointer: string) => Violation[] };

/** Everything in `value` that `rule` does not allow. */
export function checkRule(rule: Rule, value: unknown, pointer: string): Violation[] {
  const check = CHECKS[rule.kind] as (rule: Rule, value: unknown, pointer: string) => Violation[];
  return check(rule, value, pointer);
}

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Slack counts characters, not UTF-16 units. */
export const lengthOf = (text: string): number => [...text].length;

const CHECKS: Checks = {
  string(rule, value, pointer) {
    if (typeof value !== 'string') return [wrongType(pointer, 'a string')];
    if (rule.pattern && !rule.pattern.test(value)) return [failed(pointer, 'failed to match the expected pattern')];
    return checkLength(rule, value, pointer);
  },
  'one-of'(rule, value, pointer) {
    if (typeof value !== 'string') return [wrongType(pointer, 'a string')];
    if (rule.values.includes(value)) return [];
    const message = `must be one of: ${rule.values.join(', ')}`;
    return [failed(pointer, message, { type: 'enum', expected: rule.values, got: value })];
  },
  number(rule, value, pointer) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return [wrongType(pointer, 'a number')];
    if (rule.whole && !Number.isInteger(value)) return [wrongType(pointer, 'an integer')];
    if (value < rule.min) return [bound(pointer, { type: 'minimum', expected: rule.min, got: value })];
    return value > rule.max ? [bound(pointer, { type: 'maximum', expected: rule.max, got: value })] : [];
  },
  boolean: (_, value, pointer) => (typeof value === 'boolean' ? [] : [wrongType(pointer, 'a boolean')]),
  text(rule, value, pointer) {
    if (!isMembers(value)) return [wrongType(pointer, 'an object')];
    const type = value['type'];
    if (typeof type !== 'string') return [missing(pointer, 'type')];
    if (!rule.types.includes(type)) return [unsupportedType(pointer, type, rule.types)];
    const body: Rule = { kind: 'string', min: 1, max: rule.max };
    const flag = type === 'plain_text' ? 'emoji' : 'verbatim';
    return checkShape({ required: { text: body }, optional: { [flag]: { kind: 'boolean' } } }, value, pointer);
  },
  list(rule, value, pointer) {
    if (!Array.isArray(value)) return [wrongType(pointer, 'an array')];
    const items = value.flatMap((item, index) => checkRule(rule.of, item, `${pointer}/${index}`));
    return [...checkCount(rule, value.length, pointer), ...items];
  },
  object: (rule, value, pointer) =>
    isMembers(value) ? checkShape(rule, value, pointer) : [wrongType(pointer, 'an object')],
  tagged(rule, value, pointer) {
    if (!isMembers(value)) return [wrongType(pointer, 'an object')];
    const shapes = rule.shapes();
    const type = value['type'];
    if (type === undefined) return [missing(pointer, 'type')];
    const shape = Object.hasOwn(shapes, String(type)) ? shapes[String(type)] : undefined;
    return shape ? checkShape(shape, value, pointer) : [unsupportedType(pointer, type, Object.keys(shapes))];
  },
};

/** `type` is the tag that led here; a shape without a tag has none, so an object with one is refused by its shape. */
function checkShape(shape: Shape & { kind?: string }, value: Members, pointer: string): Violation[] {
  const rules: Shape['required'] = { ...shape.required, ...shape.optional };
  const tags = shape.kind === 'object' ? [] : ['type'];
  const absent = Object.keys(shape.required).filter((name) => value[name] === undefined || value[name] === null);
  const present = Object.keys(value).filter((name) => value[name] !== undefined && !absent.includes(name));
  const members = present.flatMap((name) => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule) return checkRule(rule, value[name], `${pointer}/${name}`);
    return tags.includes(name) ? [] : [additional(pointer, name)];
  });
  const single = [...absent.map((name) => missing(pointer, name)), ...members];
  return single.length > 0 ? single : (shape.refine?.(value, pointer) ?? []);
}

const additional = (pointer: string, name: string) =>
  failed(pointer, `invalid additional property: ${name}`, { type: 'additional_properties', got: name });

function bound(pointer: string, constraint: { type: 'minimum' | 'maximum'; expected: number; got: number }): Violation {
  const side = constraint.type === 'minimum' ? 'greater' : 'less';
  return failed(pointer, `must be ${side} than or equal to ${constraint.expected}`, constraint);
}

function checkLength({ min, max }: { min: number; max: number }, value: string, pointer: string): Violation[] {
  const got = lengthOf(value);
  if (got > max)
    return [failed(pointer, `must be less than ${max + 1} characters`, { type: 'max_length', expected: max, got })];
  if (got < min)
    return [failed(pointer, `must be more than ${min - 1} characters`, { type: 'min_length', expected: min, got })];
  return [];
}

function checkCount({ min, max }: { min: number; max: number }, got: number, pointer: string): Violation[] {
  if (got > max)
    return [failed(pointer, `no more than ${max} items allowed`, { type: 'max_items', expected: max, got })];
  if (got < min)
    return [failed(pointer, `no less than ${min} items allowed`, { type: 'min_items', expected: min, got })];
  return [];
}
