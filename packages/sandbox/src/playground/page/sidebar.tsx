import type { ComponentChildren } from 'preact';
import { appChannelOf, type Place, unreadKey } from './state/model.ts';
import { usePage } from './state/page-context.ts';

/** The workspace's channels, and the app with its two tabs. */
export function Sidebar({ onGone }: { onGone: () => void }) {
  const { state, me } = usePage();
  const channels = state.channels.filter(({ kind, members }) => kind === 'channel' && members.includes(me));
  const messages = appChannelOf(state, me);
  return (
    <nav class="sidebar" aria-label={`${state.workspace}: channels and apps`}>
      <h1>{state.workspace}</h1>
      <h2>Channels</h2>
      <ul>
        {channels.map(({ id, name, isExternallyShared }) => (
          <li key={id}>
            <PlaceLink place={{ kind: 'channel', channel: id }} channel={id} onGone={onGone}>
              <span class="place-sign" aria-hidden="true">
                #
              </span>
              <span class="place-name">{name}</span>
              {isExternallyShared && <span class="tag">shared</span>}
            </PlaceLink>
          </li>
        ))}
      </ul>
      <h2>Apps</h2>
      <p class="app-name">
        <span class="avatar avatar-small avatar-app" aria-hidden="true">
          {state.app.name[0]}
        </span>
        {state.app.name}
      </p>
      <ul class="app-tabs">
        <li>
          <PlaceLink place={{ kind: 'app', tab: 'messages' }} channel={messages} onGone={onGone}>
            <span class="place-name">Messages</span>
          </PlaceLink>
        </li>
        <li>
          <PlaceLink place={{ kind: 'app', tab: 'home' }} channel={undefined} onGone={onGone}>
            <span class="place-name">Home</span>
          </PlaceLink>
        </li>
      </ul>
      <p class="sidebar-foot">A local Slack. Everything here runs on this machine.</p>
    </nav>
  );
}

interface LinkProps {
  readonly place: Place;
  readonly channel: string | undefined;
  readonly onGone: () => void;
  readonly children: ComponentChildren;
}

function PlaceLink({ place, channel, onGone, children }: LinkProps) {
  const page = usePage();
  const unread = channel === undefined ? 0 : (page.unread[unreadKey(page.me, channel)] ?? 0);
  const isHere = JSON.stringify(place) === JSON.stringify(page.place);
  const go = () => {
    page.go(place);
    onGone();
  };
  return (
    <button
      type="button"
      class={unread > 0 ? 'place place-unread' : 'place'}
      aria-current={isHere ? 'page' : undefined}
      onClick={go}
    >
      {children}
      {unread > 0 && (
        <span class="count">
          {unread}
          <span class="visually-hidden"> unread</span>
        </span>
      )}
    </button>
  );
}
