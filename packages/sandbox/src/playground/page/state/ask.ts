import type { Answer } from '../../protocol.ts';

/** The server's refusal, in its sentence. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** GET; rejects with `Refused`. */
export const ask = <T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> =>
  exchange<T>(`${path}?${new URLSearchParams(query)}`, {});

/** POST of JSON; rejects with `Refused`. */
export const post = <T>(path: string, body: object): Promise<T> =>
  exchange<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** POST of a file as it is; rejects with `Refused`. */
export const upload = <T>(path: string, file: File): Promise<T> =>
  exchange<T>(`${path}?${new URLSearchParams({ name: file.name })}`, { method: 'POST', body: file });

async function exchange<T>(path: string, init: RequestInit): Promise<T> {
  const reply = await fetch(path, init).catch((cause: unknown) => {
    throw new Refused('The playground does not answer. Is it still running?', { cause });
  });
  const answer = (await reply.json()) as Answer<T>;
  if (!answer.ok) throw new Refused(answer.error);
  return answer;
}

export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
