import { evaluateIntrinsic } from './intrinsics.ts';
import { isObject, type Json } from './json.ts';
import { demandPath, type Scope } from './paths.ts';

/** Fills a `Parameters`, `ResultSelector` or `ItemSelector`: fields named `x.$` hold a path or an intrinsic, all others stand. */
export function fillTemplate(template: Json, scope: Scope): Json {
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, scope));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$') && typeof value === 'string'
        ? [name.slice(0, -2), evaluateReference(value, scope)]
        : [name, fillTemplate(value, scope)],
    ),
  );
}

/** The value of a path or an intrinsic. */
export function evaluateReference(source: string, scope: Scope): Json {
  return source.startsWith('$') ? demandPath(source, scope) : evaluateIntrinsic(source, scope);
}
