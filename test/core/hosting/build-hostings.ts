import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { hourlyBurn } from '@rung/core/hosting/burn.ts';
import type {
  Hosting,
  HostingLook,
  IdlePolicy,
  ImportedModel,
  ProvisionedThroughput,
  Traffic,
} from '@rung/core/hosting/hosting.ts';
import { stateOf } from '@rung/core/hosting/idleness.ts';
import { type Spell, type SpellOutcome, spellKey } from '@rung/core/hosting/spell.ts';
import type { UserId } from '@rung/core/ids.ts';
import { HOUR_MS } from '@rung/core/time.ts';

export const BO = 'U0BO' as UserId;

export const THROUGHPUT: ProvisionedThroughput = {
  kind: 'provisioned-throughput',
  arn: 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghijkl',
  name: 'contracts-pt',
  createdAtMs: 0,
  modelUnits: 2,
  modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:24k',
  foundationModelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:24k',
  committedUntilMs: undefined,
  region: 'us-east-1',
};

/** A model of one's own weights, imported at hour 0. */
export const IMPORTED: ImportedModel = {
  ...{ kind: 'imported-model', arn: 'arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghijkl' },
  ...{ name: 'weights-0a1b2c3d', createdAtMs: 0, region: 'us-east-1', architecture: 'qwen2' },
  units: { perCopy: 2, version: 'v1.0' },
  jobArn: 'arn:aws:bedrock:us-east-1:123456789012:model-import-job/abcdefghijkl',
  source: 's3://rung-data/weights/',
  copies: undefined,
};

export const IDLE_POLICY: IdlePolicy = {
  idleAfterMs: 6 * HOUR_MS,
  escalateAfterMs: 24 * HOUR_MS,
  owners: [{ kind: 'person', id: BO }],
  stopAfterMs: undefined,
};

/** Traffic whose last request lies at that hour. */
export const used = (hours: number): Traffic => ({
  kind: 'recorded',
  lastRequestAtMs: hours * HOUR_MS,
  requests: 14,
});
export const SILENT: Traffic = { kind: 'none-recorded' };

export function lookAt(hosting: Hosting, traffic: Traffic, hours: number): HostingLook {
  const nowMs = hours * HOUR_MS;
  return {
    hosting,
    state: stateOf(hosting, traffic, { nowMs, policy: IDLE_POLICY }),
    hourly: hourlyBurn(hosting, shippedPrice, 0),
    lookedAtMs: nowMs,
  };
}

/** The stretch of the throughput above that began at hour 0, announced at hour 6. */
export const SPELL: Spell = {
  key: spellKey(THROUGHPUT, 0),
  arn: THROUGHPUT.arn,
  hostingKind: 'provisioned-throughput',
  name: THROUGHPUT.name,
  createdAtMs: 0,
  sinceMs: 0,
  ownership: { kind: 'adopted', by: BO },
  message: { channel: 'C1', ts: '1.1' },
  announcedAtMs: 6 * HOUR_MS,
  escalatedAtMs: undefined,
  announcedEnd: undefined,
  tellingSinceMs: undefined,
  hindrance: undefined,
  outcome: { kind: 'open' },
  version: 2,
};

export const spellThatIs = (outcome: SpellOutcome): Spell => ({ ...SPELL, outcome });
