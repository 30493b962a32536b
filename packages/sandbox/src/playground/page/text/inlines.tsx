import type { ComponentChildren } from 'preact';
import { useDateReader, usePage, usePersonOf } from '../state/page-context.ts';
import { EMOJI } from './emoji.ts';
import type { Inline } from './inline.ts';
import { formatSlackDate } from './slack-date.ts';

/** Runs of text, drawn; text is only ever a text node. */
export function Inlines({ of }: { of: readonly Inline[] }) {
  return of.map((inline, index) => <Run key={index} inline={inline} />);
}

function Run({ inline }: { inline: Inline }) {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return <code>{inline.text}</code>;
    case 'bold':
      return (
        <strong>
          <Inlines of={inline.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines of={inline.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines of={inline.children} />
        </s>
      );
    case 'link':
      return (
        <OutsideLink url={inline.url}>
          <Inlines of={inline.children} />
        </OutsideLink>
      );
    case 'emoji':
      return (
        <span class="emoji" role="img" aria-label={inline.name.replaceAll('_', ' ')}>
          {EMOJI[inline.name]}
        </span>
      );
    case 'date':
      return <SlackDate date={inline} />;
    case 'user':
      return <UserMention id={inline.id} label={inline.label} />;
    case 'channel':
      return <ChannelMention id={inline.id} label={inline.label} />;
    case 'group':
      return <GroupMention id={inline.id} label={inline.label} />;
    case 'broadcast':
      return <span class="mention mention-me">@{inline.range}</span>;
  }
}

/** A group by its handle, marked for whoever is in it. */
function GroupMention({ id, label }: { id: string; label: string | undefined }) {
  const { me, state } = usePage();
  const group = state.userGroups.find((one) => one.id === id);
  const isMine = group?.users.includes(me) === true;
  return <span class={isMine ? 'mention mention-me' : 'mention'}>@{group?.handle ?? label ?? id}</span>;
}

export function OutsideLink({ url, children }: { url: string; children: ComponentChildren }) {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function SlackDate({ date }: { date: Extract<Inline, { kind: 'date' }> }) {
  const reader = useDateReader();
  const isDate = Math.abs(date.timestamp * 1000) <= 8.64e15;
  const words = isDate ? formatSlackDate(date.timestamp, date.format, reader) : date.fallback;
  return date.url === undefined ? words : <OutsideLink url={date.url}>{words}</OutsideLink>;
}

function UserMention({ id, label }: { id: string; label: string | undefined }) {
  const { me } = usePage();
  const person = usePersonOf()(id);
  const name = person.realName === id ? (label ?? id) : person.realName;
  return <span class={id === me ? 'mention mention-me' : 'mention'}>@{name}</span>;
}

function ChannelMention({ id, label }: { id: string; label: string | undefined }) {
  const { state, go } = usePage();
  const channel = state.channels.find((candidate) => candidate.id === id);
  const name = channel?.name ?? label ?? id;
  if (channel?.kind !== 'channel') return <span class="mention">#{name}</span>;
  return (
    <button type="button" class="mention mention-link" onClick={() => go({ kind: 'channel', channel: id })}>
      #{name}
    </button>
  );
}
