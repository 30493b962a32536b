import { readBill } from '@rung/app/read-bill.ts';
import { readCredits } from '@rung/app/read-credits.ts';
import { sendDigests } from '@rung/app/send-digests.ts';
import type { Clock } from '@rung/core/ports.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { type Invocation, invocation } from './invocation.ts';
import { systemClock, wire } from './wiring.ts';

/** Some of the day's parts failed; each error is in the log. It is thrown for the alarm. */
class PartOfTheDayFailed extends Error {
  override readonly name = 'PartOfTheDayFailed';
}

/** The bill: the daily look at what AWS charged and what credits are left, and the digests that are due. Rejects when a part failed. */
export function billFunction(env: RungEnv, clock: Clock): (event: unknown, context: Invocation) => Promise<void> {
  const wired = wire(env, clock);
  const { log } = wired;
  // Credits come before the bill, which is read for their forecast, too.
  const parts = [() => readCredits(wired), () => readBill(wired), () => sendDigests(wired)];
  return invocation({ name: 'bill', log }, async () => {
    let failed = 0;
    for (const part of parts) {
      // One that fails leaves the others their day.
      await part().catch((error: unknown) => {
        failed += 1;
        log.error(error, { event: 'part-of-the-day-failed' });
      });
    }
    if (failed > 0) throw new PartOfTheDayFailed(`${failed} of ${parts.length} parts failed.`);
  });
}

let running: ReturnType<typeof billFunction> | undefined;

export const handler = (event: unknown, context: Invocation): Promise<void> => {
  running ??= billFunction(rungEnv(processEnv()), systemClock);
  return running(event, context);
};
