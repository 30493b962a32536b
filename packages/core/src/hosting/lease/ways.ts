import type { HostingName } from '../../cost/serving-ways.ts';
import type { BaseModel } from '../../dataset/base-models.ts';
import type { Hosting } from '../hosting.ts';

/** Ways in which Rung hosts a model, by the names of their prices; `import` is for imported models, which take no other. */
export const HOST_WAYS = ['on-demand', 'throughput', 'throughput-1-month', 'throughput-6-months', 'import'] as const;
export type HostWay = Extract<HostingName, (typeof HOST_WAYS)[number]>;

/** Months that a way binds; undefined where it can be left at any time. */
export const TERM_MONTHS: Readonly<Partial<Record<HostWay, 1 | 6>>> = {
  'throughput-1-month': 1,
  'throughput-6-months': 6,
};

export function isTerm(way: HostWay): boolean {
  return TERM_MONTHS[way] !== undefined;
}

/** What stands in AWS for a way. */
export function shapeOf(
  way: HostWay,
): Extract<Hosting['kind'], 'custom-deployment' | 'provisioned-throughput' | 'imported-model'> {
  if (way === 'import') return 'imported-model';
  return way === 'on-demand' ? 'custom-deployment' : 'provisioned-throughput';
}

/** Ways that this base takes in a region: on demand where AWS serves it so; terms only where the team's setting allows them. */
export function waysFor(
  base: Pick<BaseModel, 'onDemandRegions'>,
  at: { region: string; areTermsAllowed: boolean },
): readonly HostWay[] {
  return HOST_WAYS.filter((way) => {
    if (way === 'import') return false;
    if (way === 'on-demand') return base.onDemandRegions.includes(at.region);
    return at.areTermsAllowed || !isTerm(way);
  });
}
