import { burnBetween, burnPerHour } from '@rung/core/hosting/burn.ts';
import type {
  Endpoint,
  Hosting,
  HostingLook,
  InferenceComponent,
  Ownership,
  StorageMonth,
} from '@rung/core/hosting/hosting.ts';
import type { KeptByPerson, Spell, Stopper } from '@rung/core/hosting/spell.ts';
import { formatHourly, formatUsd } from '@rung/core/money.ts';
import { code, count, day, moment, safe } from './blocks.ts';

type Use = Extract<HostingLook['state'], { kind: 'busy' }>['use'];

/** "costs $60.50 an hour, $1,452 a day". */
export function rateWords(look: HostingLook): string {
  const hourly = burnPerHour(look);
  if (hourly !== undefined) return `costs ${formatHourly(hourly)}`;
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

const componentWords = ({ components }: Pick<Endpoint, 'components'>) =>
  components.length === 0
    ? []
    : [`shared by ${count(components.length, 'model')} (${components.slice(0, 3).map(componentWord).join(', ')})`];

/** "first: 1 of 2 copies". */
function componentWord({ name, copies }: InferenceComponent): string {
  if (!copies) return `${safe(name)}: copies not known`;
  const { current, desired } = copies;
  return `${safe(name)}: ${current === desired ? copiesWords(current) : `${current} of ${copiesWords(desired)}`}`;
}

export const copiesWords = (copies: number) => (copies === 1 ? '1 copy' : `${copies} copies`);

/** Whether no instance of it runs: it stands, and costs nothing. */
export function isAtZero(hosting: Hosting): boolean {
  return (
    'variants' in hosting && hosting.variants.length > 0 && hosting.variants.every(({ instances }) => instances === 0)
  );
}

/** What of it runs now, where AWS counts it; nothing where it does not. */
export function runsWords({ hosting }: HostingLook): readonly string[] {
  switch (hosting.kind) {
    case 'imported-model':
      return hosting.copies === undefined ? ['no copy on record of late'] : [`${copiesWords(hosting.copies)} of late`];
    case 'sagemaker-endpoint':
    case 'marketplace-endpoint':
      return componentWords(hosting);
    case 'provisioned-throughput':
    case 'custom-deployment':
      return [];
    default:
      return hosting satisfies never;
  }
}

/** "$1.95 a month for storage (price of 20 Nov 2026, read from AWS), copies by use". */
export function storageWords(storage: StorageMonth): string {
  if (storage.kind === 'unknown') return `storage price not known (${safe(storage.why)}), copies by use`;
  const { amount, price } = storage;
  return `${formatUsd(amount)} a month for storage (price of ${day(price.asOf)}${SOURCE[price.kind]}), copies by use`;
}

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

/** "kept by @bo since 28 Nov: “Demo for the board on Monday”", with what it has cost since. */
export function keptByWords({ because: { by, reason }, atMs }: KeptByPerson, look: HostingLook | undefined): string {
  const cost = look && burnBetween(look, atMs, look.lookedAtMs);
  return `kept by <@${by}> since ${moment(atMs)}: “${safe(reason)}”${cost === undefined ? '' : `, ${formatUsd(cost)} since then`}`;
}

/** "last request today 14:02 (14 requests)". */
export function useWords(use: Use): string {
  return use.kind === 'active'
    ? `asked at least once since ${moment(use.sinceMs)}`
    : `last request ${moment(use.lastRequestAtMs)} (${count(use.requests, 'request')})`;
}

export function stopperWords(by: Stopper): string {
  return by.kind === 'person' ? `<@${by.id}>` : 'the team’s policy';
}

/** The name of a hosting, ready for a headline. */
export const nameOf = ({ name }: Spell) => safe(name);
