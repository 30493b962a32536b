import type { Exchange } from '../recognise-record.ts';

/** A prompt's parts: what stands before the first user, and what was said without the names of the roles. */
export interface Said {
  readonly system: string;
  readonly said: string;
}

const ROLES = /(?:^|\n\n)(?:user|assistant)\n/g;

/** Takes a prompt apart where it is a conversation; any other is all said. */
export function saidIn({ format, prompt }: Pick<Exchange, 'format' | 'prompt'>): Said {
  if (format === 'prompt-completion' || format === 'plain-text') return { system: '', said: prompt };
  const at = prompt.startsWith('user\n') ? 0 : prompt.indexOf('\n\nuser\n');
  if (at < 0) return { system: '', said: prompt };
  return {
    system: prompt
      .slice(0, at)
      .replace(/^(?:system|developer)\n/, '')
      .trim(),
    said: prompt.slice(at).replaceAll(ROLES, '\n').trim(),
  };
}
