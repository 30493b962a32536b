/** A port whose every member answers later. */
type Asynchronous<T> = { readonly [Name in keyof T]: (...args: never[]) => Promise<unknown> };

/** An adapter that is loaded by the first call of one of its members: a cold start pays only for what a request needs. */
export function lazily<T extends Asynchronous<T>>(load: () => Promise<T>): T {
  let loaded: Promise<T> | undefined;
  const member =
    (name: string) =>
    async (...args: unknown[]) => {
      loaded ??= load();
      const adapter = (await loaded) as unknown as Readonly<Record<string, (...given: unknown[]) => Promise<unknown>>>;
      return adapter[name]?.(...args);
    };
  return new Proxy({} as T, { get: (_, name) => (name === 'then' ? undefined : member(String(name))) });
}
