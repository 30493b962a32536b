import { burnPerHour } from '@rung/core/hosting/burn.ts';
import type { Hosting, HostingLook, Ownership } from '@rung/core/hosting/hosting.ts';
import type { Spell, Stopper } from '@rung/core/hosting/spell.ts';
import { formatUsd } from '@rung/core/money.ts';
import { code, count, day, moment, safe } from './blocks.ts';

type Use = Extract<HostingLook['state'], { kind: 'busy' }>['use'];

/** "costs $60.50 an hour". */
export function rateWords(look: HostingLook): string {
  const hourly = burnPerHour(look);
  if (hourly !== undefined) return `costs ${formatUsd(hourly)} an hour`;
  return look.hourly.kind === 'by-use' ? 'bills what it answers' : 'costs by the hour (its price is not known to Rung)';
}

/** "Provisioned Throughput, 1 unit, `amazon.nova-lite-v1:0`, us-east-1". */
export function shapeWords(hosting: Hosting): string {
  const parts = [...shapeParts(hosting), safe(hosting.region)];
  return parts.join(', ');
}

function shapeParts(hosting: Hosting): string[] {
  switch (hosting.kind) {
    case 'provisioned-throughput':
      return ['Provisioned Throughput', count(hosting.modelUnits, 'unit'), code(lastPart(hosting.modelArn))];
    case 'custom-deployment':
      return ['Custom model on demand', code(lastPart(hosting.modelArn))];
    case 'imported-model':
      return ['Imported model', safe(hosting.architecture)];
    case 'sagemaker-endpoint':
      return ['SageMaker endpoint', ...hosting.variants.map(variantWords), ...componentWords(hosting)];
    case 'marketplace-endpoint':
      return ['Marketplace endpoint', ...hosting.variants.map(variantWords), ...componentWords(hosting)];
    default:
      return hosting satisfies never;
  }
}

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

const variantWords = (variant: { instanceType: string | undefined; instances: number }) =>
  variant.instanceType === undefined
    ? count(variant.instances, 'instance')
    : `${variant.instances} × ${code(variant.instanceType)}`;

const componentWords = ({ components }: { components: readonly string[] }) =>
  components.length === 0
    ? []
    : [`shared by ${count(components.length, 'model')} (${components.slice(0, 3).map(safe).join(', ')})`];

const SOURCE = { live: ', read from AWS', shipped: ', from the table that Rung ships' } as const;

/** "Price of 20 Nov 2026, read from AWS."; nothing where no price is known. */
export function priceWords({ hourly }: HostingLook): string {
  return hourly.kind === 'known' ? `Price of ${day(hourly.price.asOf)}${SOURCE[hourly.price.kind]}.` : '';
}

/** Whose it is, in one sentence. */
export function ownerWords(ownership: Ownership): string {
  switch (ownership.kind) {
    case 'ours':
      return `Rung made it for <@${ownership.by}>${ownership.launchId ? `, launch ${code(ownership.launchId)}` : ''}.`;
    case 'adopted':
      return `Not made by Rung; adopted by <@${ownership.by}>.`;
    case 'others':
      return 'Not made by Rung.';
    case 'unknown':
      return `Whose it is could not be read (${safe(ownership.why)}).`;
    default:
      return ownership satisfies never;
  }
}

/** "last request today 14:02 (14 requests)". */
export function useWords(use: Use): string {
  return use.kind === 'active'
    ? `in use since ${moment(use.sinceMs)}`
    : `last request ${moment(use.lastRequestAtMs)} (${count(use.requests, 'request')})`;
}

export function stopperWords(by: Stopper): string {
  return by.kind === 'person' ? `<@${by.id}>` : 'the team’s policy';
}

/** The name of a hosting, ready for a headline. */
export const nameOf = ({ name }: Spell) => safe(name);
