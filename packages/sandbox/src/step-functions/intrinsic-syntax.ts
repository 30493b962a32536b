/** An intrinsic call as it is written: `States.Format('job-{}', $.name)`. */
export type Expression =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'path'; readonly path: string }
  /** A literal as written between its quotes, escapes and all: only States.Format reads `\{` differently from `{`. */
  | { readonly kind: 'text'; readonly raw: string }
  | { readonly kind: 'value'; readonly value: number | boolean | null };

const CALL = /(States\.[A-Za-z0-9]+)\s*\(\s*/y;
const TEXT = /'((?:[^'\\]|\\.)*)'/y;
const VALUE = /(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=\s*[,)])/y;
const PATH = /\$(?:\[(?:'(?:[^'\\]|\\.)*'|[^\]])*\]|[^,()[\]\s])*/y;
const COMMA = /\s*,\s*/y;
const CLOSE = /\s*\)/y;

/** Reads a whole intrinsic expression; undefined when it is not one. */
export function parseIntrinsic(source: string): Expression | undefined {
  let at = 0;
  const take = (token: RegExp): RegExpExecArray | undefined => {
    token.lastIndex = at;
    const match = token.exec(source) ?? undefined;
    if (match) at = token.lastIndex;
    return match;
  };
  const args = (): Expression[] | undefined => {
    if (take(CLOSE)) return [];
    const found: Expression[] = [];
    do {
      const arg = expression();
      if (!arg) return undefined;
      found.push(arg);
    } while (take(COMMA));
    return take(CLOSE) ? found : undefined;
  };
  const expression = (): Expression | undefined => {
    const name = take(CALL)?.[1];
    if (name !== undefined) {
      const given = args();
      return given && { kind: 'call', name, args: given };
    }
    const raw = take(TEXT)?.[1];
    if (raw !== undefined) return { kind: 'text', raw };
    const value = take(VALUE)?.[1];
    if (value !== undefined) return { kind: 'value', value: JSON.parse(value) as number | boolean | null };
    const path = take(PATH)?.[0];
    return path === undefined ? undefined : { kind: 'path', path };
  };
  const whole = expression();
  return whole?.kind === 'call' && source.slice(at).trim() === '' ? whole : undefined;
}

/** Every function and path that an expression names. */
export function namesIn(expression: Expression): { functions: string[]; paths: string[] } {
  if (expression.kind === 'path') return { functions: [], paths: [expression.path] };
  if (expression.kind !== 'call') return { functions: [], paths: [] };
  const inner = expression.args.map(namesIn);
  return {
    functions: [expression.name, ...inner.flatMap(({ functions }) => functions)],
    paths: inner.flatMap(({ paths }) => paths),
  };
}

/** A literal without its escapes: `\'`, `\{`, `\}` and `\\` stand for the character itself. */
export const unescaped = (raw: string): string => raw.replace(/\\(.)/g, '$1');
