import type { HostingAhead } from '../cost/hosting-ahead.ts';
import { type BaseModel, type HyperParameter, tunableIn } from '../dataset/base-models.ts';
import type { EpochMs } from '../time.ts';
import { pairsIn } from './kinds/distillation.ts';
import { IMPORTED } from './kinds/model-import.ts';
import { optimisedIn } from './kinds/prompt-optimisation.ts';
import { familiesIn } from './kinds/prompt-router.ts';
import { reinforcedIn } from './kinds/reinforcement.ts';
import type { LaunchKind, RoutedModel } from './recipe.ts';

/** A model as AWS lists it in our region now. */
export interface OfferedModel {
  readonly id: string;
  /** FINE_TUNING, DISTILLATION; AWS has no word here for reinforcement fine-tuning. */
  readonly customizations: readonly string[];
  readonly isLegacy: boolean;
  readonly endOfLifeMs: EpochMs | undefined;
}

/** A router that AWS keeps ready; it needs no launch. */
export interface ReadyRouter {
  readonly name: string;
  readonly arn: string;
}

export interface BaseChoice {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  readonly validationSet: boolean;
  readonly hyperParameters: readonly HyperParameter[];
  /** What hosting a tune of it will cost. */
  readonly hosting?: HostingAhead;
}

/** What a launch form can offer here and now, by its kinds. */
export interface FormChoices {
  readonly region: string;
  /** Whether AWS was asked just now; the dated tables alone stand in when it could not be. */
  readonly isLive: boolean;
  readonly kinds: readonly LaunchKind[];
  readonly bases: readonly BaseChoice[];
  readonly reinforced: readonly BaseChoice[];
  readonly pairs: readonly { readonly id: string; readonly label: string }[];
  readonly families: readonly { readonly id: string; readonly models: readonly RoutedModel[] }[];
  readonly optimised: readonly RoutedModel[];
  readonly readyRouters: readonly ReadyRouter[];
}

export interface AskedAws {
  readonly models: readonly OfferedModel[];
  readonly routers: readonly ReadyRouter[];
}

/** The tables, less what AWS does not list now. `describe` says what a base model costs to tune, and to host afterwards. */
export function formChoices(
  place: { region: string; grader: string | undefined },
  aws: AskedAws | undefined,
  describe: (base: BaseModel) => Pick<BaseChoice, 'label' | 'hosting'>,
): FormChoices {
  const { region } = place;
  const listed = (id: string, customization?: string) => isListed(aws, id, customization);
  const choice = (base: BaseModel): BaseChoice => ({
    id: base.id,
    name: base.name,
    ...describe(base),
    validationSet: base.validationSet,
    hyperParameters: base.hyperParameters,
  });
  const bases = tunableIn(region).filter(({ id }) => listed(id, 'FINE_TUNING'));
  const reinforced = place.grader === undefined ? [] : reinforcedIn(region).filter(({ id }) => listed(id));
  const pairs = pairsIn(region).filter(
    ({ teacher, student }) => listed(teacher.id) && listed(student.id, 'DISTILLATION'),
  );
  const families = familiesIn(region).filter(({ models }) => models.every(({ id }) => listed(id)));
  const optimised = optimisedIn(region).filter(({ id }) => listed(id));
  const offered: Readonly<Record<LaunchKind, boolean>> = {
    'fine-tuning': bases.length > 0,
    'reinforcement-fine-tuning': reinforced.length > 0,
    distillation: pairs.length > 0,
    import: IMPORTED.regions.includes(region),
    router: families.length > 0,
    'prompt-optimisation': optimised.length > 0,
  };
  return {
    region,
    isLive: aws !== undefined,
    kinds: (Object.keys(offered) as LaunchKind[]).filter((kind) => offered[kind]),
    bases: bases.map(choice),
    reinforced: reinforced.map(choice),
    pairs: pairs.map(({ id, teacher, student }) => ({ id, label: `${teacher.name} teaches ${student.name}` })),
    families: families.map(({ id, models }) => ({ id, models })),
    optimised,
    readyRouters: aws?.routers ?? [],
  };
}

function isListed(aws: AskedAws | undefined, id: string, customization: string | undefined): boolean {
  if (!aws) return true;
  const found = aws.models.find((model) => model.id === id);
  if (!found || found.isLegacy) return false;
  return customization === undefined || found.customizations.includes(customization);
}
