import type { Person } from '../protocol.ts';
import { Avatar } from './avatar.tsx';
import { peopleToBe } from './state/model.ts';
import { usePage } from './state/page-context.ts';

/** Who the page acts as; one click makes it somebody else. */
export function PersonSwitcher() {
  const { state } = usePage();
  return (
    <fieldset class="people">
      <legend>You are</legend>
      {peopleToBe(state).map((person) => (
        <PersonChoice key={person.id} person={person} />
      ))}
    </fieldset>
  );
}

function PersonChoice({ person: { id, realName } }: { person: Person }) {
  const page = usePage();
  const isMe = id === page.me;
  const isWaiting = !isMe && Object.entries(page.unread).some(([key, count]) => count > 0 && key.startsWith(`${id} `));
  return (
    <label class={isMe ? 'person person-me' : 'person'} title={isMe ? `You act as ${realName}` : `Act as ${realName}`}>
      <input class="visually-hidden" type="radio" name="person" checked={isMe} onChange={() => page.become(id)} />
      <Avatar id={id} size="small" />
      <span class="person-name">{realName}</span>
      {isWaiting && (
        <span class="dot">
          <span class="visually-hidden">has unread messages</span>
        </span>
      )}
    </label>
  );
}
