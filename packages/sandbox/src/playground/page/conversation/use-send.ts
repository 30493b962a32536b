import { useState } from 'preact/hooks';
import { type DeliveryOutcome, PATHS } from '../../protocol.ts';
import { failureOf } from '../elements/use-element.ts';
import { post, sentenceOf } from '../state/ask.ts';
import { usePage } from '../state/page-context.ts';
import { compose } from './compose.ts';

interface Destination {
  readonly channel: string;
  readonly threadTs: string | undefined;
  readonly onSent: () => void;
}

/** Sends what was written, as a message or as a command. */
export function useSend({ channel, threadTs, onSent }: Destination) {
  const { me, state } = usePage();
  const [warning, warn] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const deliver = async (written: string): Promise<string | undefined> => {
    const composed = compose(written, state, threadTs !== undefined);
    if (composed.kind === 'refused') return composed.reason;
    if (composed.kind === 'nothing') return undefined;
    onSent();
    if (composed.kind === 'message') {
      await post(PATHS.say, { as: me, channel, text: composed.text, ...(threadTs !== undefined && { threadTs }) });
      return undefined;
    }
    const { command, text } = composed;
    const { outcome } = await post<{ outcome: DeliveryOutcome }>(PATHS.command, { as: me, channel, command, text });
    const failure = failureOf(outcome, state.app.name);
    return failure && `${command} failed: ${failure}`;
  };
  const send = async (written: string) => {
    setBusy(true);
    warn(undefined);
    warn(await deliver(written).catch(sentenceOf));
    setBusy(false);
  };
  return { send, warning, isBusy };
}
