import type { Body } from './parse-body.ts';

/** POST paths and what they do; the result's members stand beside `ok: true` in the answer. */
export type Routes = Readonly<Record<string, (body: Body) => Promise<object | undefined>>>;
