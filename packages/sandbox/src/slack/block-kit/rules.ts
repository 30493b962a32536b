import type { Violation } from './violation.ts';

/** What a value may be; the tables of blocks and elements are written in these. */
export type Rule =
  | { readonly kind: 'string'; readonly min: number; readonly max: number; readonly pattern?: RegExp }
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly whole: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'text'; readonly types: readonly string[]; readonly max: number }
  | { readonly kind: 'list'; readonly min: number; readonly max: number; readonly of: Rule }
  | ({ readonly kind: 'object' } & Shape)
  | { readonly kind: 'tagged'; readonly shapes: () => Shapes };

/** An object: its members, those it must have, and what no single member can say. Other members are refused. */
export interface Shape {
  readonly required: Readonly<Record<string, Rule>>;
  readonly optional: Readonly<Record<string, Rule>>;
  readonly refine?: Refine;
}

type Refine = (value: Members, pointer: string) => Violation[];
export type Members = Readonly<Record<string, unknown>>;

/** Objects told apart by their member `type`. */
export type Shapes = Readonly<Record<string, Shape>>;

type Bounds = { min?: number; max?: number };

export const string = ({ min = 0, max = Number.POSITIVE_INFINITY }: Bounds = {}): Rule => ({
  kind: 'string',
  min,
  max,
});
export const matching = (pattern: RegExp): Rule => ({
  kind: 'string',
  min: 0,
  max: Number.POSITIVE_INFINITY,
  pattern,
});
export const oneOf = (...values: string[]): Rule => ({ kind: 'one-of', values });
export const number = ({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Bounds = {}): Rule => ({
  kind: 'number',
  min,
  max,
  whole: false,
});
export const whole = (min: number, max: number): Rule => ({ kind: 'number', min, max, whole: true });
export const boolean: Rule = { kind: 'boolean' };
export const plainText = (max: number): Rule => ({ kind: 'text', types: ['plain_text'], max });
export const mrkdwn = (max: number): Rule => ({ kind: 'text', types: ['mrkdwn'], max });
export const anyText = (max: number): Rule => ({ kind: 'text', types: ['plain_text', 'mrkdwn'], max });
export const list = (of: Rule, { min = 1, max = Number.POSITIVE_INFINITY }: Bounds = {}): Rule => ({
  kind: 'list',
  min,
  max,
  of,
});
export const object = (required: Shape['required'], optional: Shape['optional'] = {}, refine?: Refine): Rule => ({
  kind: 'object',
  required,
  optional,
  ...(refine && { refine }),
});
export const shape = (required: Shape['required'], optional: Shape['optional'] = {}, refine?: Refine): Shape => ({
  required,
  optional,
  ...(refine && { refine }),
});
/** A rule for `type`-tagged objects; lazy, because blocks hold blocks. */
export const tagged = (shapes: () => Shapes): Rule => ({ kind: 'tagged', shapes });

/** The shapes of `all` under these names. */
export const pick = (all: Shapes, names: readonly string[]): Shapes =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
