import { statusKey } from '../state/model.ts';
import { usePage } from '../state/page-context.ts';

/** "Rung is looking at your dataset…" */
export function StatusLine({ channel, threadTs }: { channel: string; threadTs?: string }) {
  const { statuses, state } = usePage();
  const status = statuses[statusKey(channel, threadTs)];
  return (
    <p class="status" role="status">
      {status && (
        <>
          <span class="typing" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <strong>{state.app.name}</strong> {status}
        </>
      )}
    </p>
  );
}
