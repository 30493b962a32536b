import type { Hosting } from '@rung/core/hosting/hosting.ts';

/** Twelve digits: ours, and one that has nothing to do with us. */
export const OURS = '123456789012';
export const THEIRS = '210987654321';
export const HOME = 'us-east-1';
export const ABROAD = 'us-west-2';

/** A request to a hosting; CloudWatch shows it when it is published, up to fifteen minutes later. Times by AWS’s clock. */
export interface Asked {
  readonly atMs: number;
  readonly publishedMs: number;
}

/** One thing in AWS, from its making to its end. What is made again under the same name is another. */
export interface Standing {
  readonly kind: Hosting['kind'];
  readonly name: string;
  /** What its ARN ends with, where AWS draws that; endpoints end with their name. */
  readonly id: string;
  readonly region: string;
  readonly account: string;
  readonly bornMs: number;
  /** When AWS says it was made; seconds from when it was, at most minutes. */
  readonly createdAtMs: number;
  /** When somebody else deletes it. */
  readonly goneMs: number;
  /** A month's term begins then. */
  readonly termFromMs: number | undefined;
  /** While it carries the tag by which its owner lets Rung delete it. */
  readonly tagged: { readonly fromMs: number; readonly toMs: number };
  /** Whether Rung has a record of this very one. */
  readonly isRecorded: boolean;
  readonly asked: readonly Asked[];
  /** Which of the names that its metrics may go by they go by. */
  readonly nth: number;
  readonly components: number;
}

const RESOURCES = {
  'provisioned-throughput': 'provisioned-model',
  'custom-deployment': 'custom-model-deployment',
  'imported-model': 'imported-model',
} as const;

export const isEndpoint = ({ kind }: Pick<Standing, 'kind'>) =>
  kind === 'sagemaker-endpoint' || kind === 'marketplace-endpoint';

export function arnOf({ kind, name, id, region, account }: Standing): string {
  if (kind === 'sagemaker-endpoint' || kind === 'marketplace-endpoint')
    return `arn:aws:sagemaker:${region}:${account}:endpoint/${name}`;
  return `arn:aws:bedrock:${region}:${account}:${RESOURCES[kind]}/${id}`;
}

export const componentsOf = ({ name, components }: Standing) =>
  Array.from({ length: components }, (_, nth) => `${name}-c${nth}`);

export const VARIANTS = ['blue', 'green'];

/** The dimensions that CloudWatch has its requests under: AWS documents them for endpoints, and for nothing else. */
export function dimensionsOf(standing: Standing): Readonly<Record<string, string>> {
  const { name, nth } = standing;
  const names = isEndpoint(standing)
    ? [
        ...VARIANTS.map((VariantName) => ({ EndpointName: name, VariantName })),
        ...componentsOf(standing).map((InferenceComponentName) => ({ InferenceComponentName })),
      ]
    : [{ ModelId: arnOf(standing) }, { ModelId: standing.id }];
  return names[nth % names.length] ?? {};
}

export const TERM_MS = 30 * 86_400_000;

/** The end of the term that it is in. */
export const termEnd = ({ termFromMs }: Standing, nowMs: number) =>
  termFromMs !== undefined && termFromMs <= nowMs && nowMs < termFromMs + TERM_MS ? termFromMs + TERM_MS : undefined;
