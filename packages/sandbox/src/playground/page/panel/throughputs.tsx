import { useEffect, useState } from 'preact/hooks';
import { PATHS, type ThroughputState } from '../../protocol.ts';
import { ask, post, sentenceOf } from '../state/ask.ts';
import { nowMs } from '../state/model.ts';
import { usePage } from '../state/page-context.ts';
import { ago } from '../text/slack-date.ts';

/** Real milliseconds between two looks. */
const LOOK_MS = 4_000;
const REQUESTS = 10;

/** Provisioned Throughputs: made here to stand idle, so that the watch has something to find. */
export function Throughputs() {
  const { throughputs, look, warning } = useThroughputs();
  return (
    <section class="panel-part" aria-labelledby="throughput-head">
      <h3 id="throughput-head">Provisioned Throughput</h3>
      <CreateThroughput onMade={look} />
      {warning !== undefined && (
        <p class="field-error" role="alert">
          {warning}
        </p>
      )}
      <ul class="throughputs" aria-label="Provisioned Throughputs">
        {throughputs.map((throughput) => (
          <Row key={throughput.arn} throughput={throughput} onSent={look} />
        ))}
      </ul>
    </section>
  );
}

function useThroughputs() {
  const { clock } = usePage();
  const [throughputs, set] = useState<readonly ThroughputState[]>([]);
  const [warning, warn] = useState<string>();
  const look = async () => {
    const answer = await ask<{ throughputs: ThroughputState[] }>(PATHS.throughputs).catch(sentenceOf);
    if (typeof answer === 'string') return warn(answer);
    warn(undefined);
    set(answer.throughputs);
  };
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [clock.speed]);
  return { throughputs, look, warning };
}

function CreateThroughput({ onMade }: { onMade: () => Promise<void> }) {
  const [warning, warn] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const create = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const wish = {
      name: String(form.get('name')),
      modelUnits: Number(form.get('modelUnits')),
      commitment: String(form.get('commitment')),
    };
    warn(await post(PATHS.throughput, wish).then(() => undefined, sentenceOf));
    setBusy(false);
    await onMade();
  };
  return (
    <form
      class="throughput-form"
      onSubmit={(event) => void create(event)}
      aria-label="Create an idle Provisioned Throughput"
    >
      <p class="hint">Create one that nobody uses, and see how long it takes to be found.</p>
      <label class="label">
        Name
        <input class="field" name="name" required maxLength={63} defaultValue="forgotten-pt" />
      </label>
      <div class="row">
        <label class="label">
          Units
          <input class="field" name="modelUnits" type="number" min={1} max={100} defaultValue={1} />
        </label>
        <label class="label label-grow">
          Term
          <select class="field select" name="commitment">
            <option value="none">No term</option>
            <option value="OneMonth">1-month term</option>
          </select>
        </label>
      </div>
      <button type="submit" class="button" disabled={isBusy}>
        {isBusy ? 'Creating…' : 'Create idle throughput'}
      </button>
      {warning !== undefined && (
        <p class="field-error" role="alert">
          {warning}
        </p>
      )}
    </form>
  );
}

function Row({ throughput, onSent }: { throughput: ThroughputState; onSent: () => Promise<void> }) {
  const { clock } = usePage();
  const { arn, name, status, createdAtMs, requestsLastHour } = throughput;
  const [warning, warn] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    warn(await post(PATHS.traffic, { arn, requests: REQUESTS }).then(() => undefined, sentenceOf));
    setBusy(false);
    await onSent();
  };
  return (
    <li>
      <span>
        <strong title={arn}>{name}</strong>
        <span class="hint">
          {status} · made {ago(createdAtMs, nowMs(clock))}
        </span>
        <span class="hint">
          {requestsLastHour === 0 ? 'No requests' : `${requestsLastHour} request${requestsLastHour === 1 ? '' : 's'}`}{' '}
          in the last hour
        </span>
      </span>
      <button type="button" class="button button-small" disabled={isBusy} onClick={() => void send()}>
        Send {REQUESTS} requests
      </button>
      {warning !== undefined && (
        <p class="field-error" role="alert">
          {warning}
        </p>
      )}
    </li>
  );
}
