import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import type { Hosting, HostingLook } from '@rung/core/hosting/hosting.ts';
import { LOOK_BACK_MS, stateOf } from '@rung/core/hosting/idleness.ts';
import type { Deps } from './deps.ts';

/** "What stands, and is it used?": every hosting with its state and its hourly price, as of now. */
export async function lookAtHostings(deps: Pick<Deps, 'clock' | 'settings' | 'hostings'>): Promise<HostingLook[]> {
  const hostings = await deps.hostings.list();
  const nowMs = deps.clock.nowMs();
  const traffic = await deps.hostings.traffic(hostings, nowMs - LOOK_BACK_MS);
  return hostings.map((hosting): HostingLook => {
    const seen = traffic.get(hosting.arn) ?? { kind: 'unknown', why: 'CloudWatch gave no answer for it.' };
    return {
      hosting,
      state: stateOf(hosting, seen, { nowMs, policy: deps.settings.idle }),
      hourly: hourlyPrice(hosting),
      lookedAtMs: nowMs,
    };
  });
}

function hourlyPrice(hosting: Hosting) {
  return shippedPrice(hosting.foundationModelArn, 'model-unit-hour', hosting.region);
}
