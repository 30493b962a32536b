import { usePersonOf } from './state/page-context.ts';

const COLOURS = 8;

/** A person by initials and colour; the colour hangs on the id, so it is the same everywhere. */
export function Avatar({ id, size }: { id: string; size: 'small' | 'large' }) {
  const person = usePersonOf()(id);
  const colour = person.isApp
    ? 'app'
    : [...id].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7) % COLOURS;
  return (
    <span class={`avatar avatar-${size} avatar-${colour}`} aria-hidden="true">
      {initials(person.realName)}
    </span>
  );
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = parts.length > 1 ? [parts.at(0), parts.at(-1)] : [parts[0]];
  return letters.map((part) => [...(part ?? '')][0]?.toUpperCase() ?? '').join('');
}
