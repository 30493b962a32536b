import { useEffect, useState } from 'preact/hooks';
import { type ClockChange, PATHS } from '../../protocol.ts';
import { post, sentenceOf } from '../state/ask.ts';
import { nowMs } from '../state/model.ts';
import { useDateReader, usePage } from '../state/page-context.ts';

const SPEEDS = [1, 60, 600];
const HOUR_MS = 3_600_000;
const SKIPS = [
  ['+1 hour', HOUR_MS],
  ['+6 hours', 6 * HOUR_MS],
  ['+1 day', 24 * HOUR_MS],
] as const;

/** The sandbox's date and time, how fast it runs, and jumps ahead. */
export function ClockControl() {
  const { clock } = usePage();
  const [warning, warn] = useState<string>();
  const change = (wish: ClockChange) => {
    warn(undefined);
    post(PATHS.clock, wish).catch((error) => warn(sentenceOf(error)));
  };
  return (
    <section class="panel-part" aria-labelledby="clock-head">
      <h3 id="clock-head">Clock</h3>
      <Ticking />
      <fieldset class="segments">
        <legend class="visually-hidden">Speed of time</legend>
        {SPEEDS.map((speed) => (
          <label key={speed} title={speed === 1 ? 'As fast as your own clock' : `A second is ${speed / 60} min here`}>
            <input
              class="visually-hidden"
              type="radio"
              name="speed"
              checked={clock.speed === speed}
              onChange={() => change({ speed })}
            />
            <span>{speed}×</span>
          </label>
        ))}
      </fieldset>
      <div class="row">
        {SKIPS.map(([label, skipMs]) => (
          <button key={label} type="button" class="button button-small" onClick={() => change({ skipMs })}>
            {label}
          </button>
        ))}
      </div>
      {warning !== undefined && (
        <p class="field-error" role="alert">
          {warning}
        </p>
      )}
    </section>
  );
}

function Ticking() {
  const { clock } = usePage();
  const { timeZone } = useDateReader();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), clock.speed > 1 ? 100 : 1000);
    return () => clearInterval(timer);
  }, [clock.speed]);
  const now = nowMs(clock);
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, ...(timeZone !== undefined && { timeZone }) }).format(now);
  return (
    <p class="clock" role="timer" aria-live="off">
      <span class="clock-time">{say({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })}</span>
      <span class="clock-date">{say({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })}</span>
      {timeZone !== undefined && <span class="clock-zone">Time in {timeZone.replace('_', ' ')}</span>}
    </p>
  );
}
