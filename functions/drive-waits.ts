import type { Slack } from '@rung/sandbox/slack/slack-options.ts';

/** A step of a journey that did not happen in time. */
export class DidNotHappen extends Error {
  override readonly name = 'DidNotHappen';
}

/** Longest real wait for one step. */
const PATIENCE_MS = 80_000;

/** Waits until `look` sees something, looking again whenever anything changes in the workspace. */
export async function waitFor<T>(slack: Slack, what: string, look: () => T | undefined): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const finish = (end: () => void) => {
      clearTimeout(timer);
      clearInterval(ticker);
      unsubscribe();
      end();
    };
    const check = () => {
      const seen = look();
      if (seen !== undefined) finish(() => resolve(seen));
    };
    const unsubscribe = slack.subscribe(check);
    const ticker = setInterval(check, 100);
    const timer = setTimeout(
      () => finish(() => reject(new DidNotHappen(`${what} did not happen within ${PATIENCE_MS / 1000} s.`))),
      PATIENCE_MS,
    );
    check();
  });
}
