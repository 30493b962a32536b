import { isReply } from '../state/messages.ts';
import { openChannel, peopleToBe } from '../state/model.ts';
import { usePage } from '../state/page-context.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { Prompts } from './prompts.tsx';
import { StatusLine } from './status-line.tsx';

/** A channel, or the app's Messages tab. */
export function ConversationPane() {
  const page = usePage();
  const channel = openChannel(page);
  const known = page.state.channels.find(({ id }) => id === channel);
  const isApp = page.place.kind === 'app';
  const title = isApp ? page.state.app.name : `#${known?.name ?? channel}`;
  if (channel === undefined)
    return (
      <section class="conversation">
        <PaneHead title={title} detail="Opening…" />
      </section>
    );
  const heard = page.messages[channel];
  const messages = (heard ?? []).filter((message) => !isReply(message) || message.isBroadcast);
  const members = peopleToBe(page.state).filter(({ id }) => known?.members.includes(id)).length;
  return (
    <section class="conversation" aria-label={title} key={`${page.me} ${channel}`}>
      <PaneHead title={title} detail={isApp ? page.state.app.description : `${members} people`} isApp={isApp} />
      <MessageList
        key={channel}
        label={`Messages in ${title}`}
        messages={messages}
        isThread={false}
        head={heard?.length === 0 && <Beginning title={title} isApp={isApp} />}
        foot={<StatusLine channel={channel} />}
      />
      {isApp && <Prompts channel={channel} />}
      <Composer key={`${page.me} ${channel}`} channel={channel} title={title} />
    </section>
  );
}

function PaneHead({ title, detail, isApp = false }: { title: string; detail: string; isApp?: boolean }) {
  return (
    <header class="pane-head">
      <h2>{title}</h2>
      {isApp && <span class="badge">APP</span>}
      <span class="pane-detail">{detail}</span>
    </header>
  );
}

function Beginning({ title, isApp }: { title: string; isApp: boolean }) {
  const { state } = usePage();
  const first = state.commands[0];
  return (
    <div class="beginning">
      <h3>This is the beginning of {title}</h3>
      <p>
        {isApp ? (
          'Ask in your own words'
        ) : (
          <>
            Ask <kbd>@{state.app.name}</kbd> in your own words
          </>
        )}
        {first && (
          <>
            , or type <kbd>{first.command}</kbd> to see what it can do
          </>
        )}
        .
      </p>
    </div>
  );
}
