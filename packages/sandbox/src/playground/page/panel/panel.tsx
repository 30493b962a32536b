import { ClockControl } from './clock-control.tsx';
import { Datasets } from './datasets.tsx';
import { Throughputs } from './throughputs.tsx';

/** The local AWS beside the local Slack. */
export function Panel({ onClose }: { onClose: () => void }) {
  return (
    <aside class="panel" aria-label="Local AWS">
      <header class="pane-head">
        <h2>Local AWS</h2>
        <button type="button" class="button button-icon" aria-label="Close Local AWS" onClick={onClose}>
          <span class="cross" aria-hidden="true" />
        </button>
      </header>
      <div class="panel-body">
        <p class="panel-note">
          Everything here runs on this machine, on a small <strong>sandbox model</strong> that really trains. No AWS
          account, no cost.
        </p>
        <ClockControl />
        <Datasets />
        <Throughputs />
      </div>
    </aside>
  );
}
