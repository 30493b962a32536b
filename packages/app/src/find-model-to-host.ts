import { findBaseModel } from '@rung/core/dataset/base-models.ts';
import { type JudgedJudgement, passesToHosting } from '@rung/core/evaluation/judgement/judgement.ts';
import type { HostOffer } from '@rung/core/hosting/lease/host-form.ts';
import { leaseOn } from '@rung/core/hosting/lease/import-end.ts';
import type { LeasedModel } from '@rung/core/hosting/lease/lease.ts';
import type { PricedBy } from '@rung/core/hosting/lease/lease-price.ts';
import { movesFor } from '@rung/core/hosting/lease/replaced.ts';
import { waysFor } from '@rung/core/hosting/lease/ways.ts';
import { type Done, type Launch, type Made, modelNameOf } from '@rung/core/launch/launch.ts';
import type { CheckedFolder } from '@rung/core/launch/plan.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'leases' | 'hostings'>;

/** A launch with a model that can be hosted: what decides how, and for how much. */
export interface ModelToHost {
  readonly launch: Done | Made;
  readonly model: LeasedModel;
  readonly pricedBy: PricedBy;
  readonly offer: HostOffer;
}

const NO_MODEL = 'This launch has no finished model to host; nothing was made and nothing was spent.';

/** "Can it be hosted?": the model with the ways that are open to it, or why there is none. */
export async function findModelToHost(deps: Needs, launch: Launch | undefined): Promise<ModelToHost | string> {
  if (launch?.state === 'made') return imported(deps, launch);
  return launch?.state === 'done' ? tuned(deps, launch) : NO_MODEL;
}

/** Whether a launch left a model that can be hosted, as far as its record says. */
export function hasModel(launch: Launch): launch is Done | Made {
  if (launch.state === 'made') return weightsOf(launch) !== undefined;
  return launch.state === 'done' && baseOf(launch) !== undefined;
}

/** Why hosting it takes a reason; undefined when a judgement passed it. */
export function notPassed(launch: Done | Made): string | undefined {
  if (launch.state === 'made') return NOT_JUDGED;
  const passed = passesToHosting(launch.judged);
  return passed.kind === 'passed' ? undefined : passed.because;
}

/** The newest judgement of its model; undefined where there is none. */
export async function judgementOf(
  { judgements }: Pick<Deps, 'judgements'>,
  launch: Done | Made,
): Promise<JudgedJudgement | undefined> {
  const judged = launch.state === 'done' ? launch.judged : undefined;
  const found = judged && (await judgements.find(judged.id));
  return found?.state === 'judged' ? found : undefined;
}

const NOT_JUDGED = 'Rung judges a tune against its base, and an imported model has none here: nobody has judged it.';

function baseOf({ modelArn, recipe }: Done) {
  if (modelArn === '' || !isTrained(recipe)) return undefined;
  const found = findBaseModel(recipe.base.id);
  return found.kind === 'tunable' ? found.model : undefined;
}

async function tuned(deps: Needs, launch: Done): Promise<ModelToHost | string> {
  const base = baseOf(launch);
  if (!base) return NO_MODEL;
  const { id: launchId, modelArn } = launch;
  const { name, region } = launch.recipe;
  const model = { launchId, name, baseName: base.name, region, modelArn };
  const offer = {
    name,
    ways: waysFor(base, { region, areTermsAllowed: deps.settings.areTermsAllowed }),
    moves: movesFor(model, await deps.leases.open(), deps.clock.nowMs()),
  };
  return { launch, model, pricedBy: { base, region }, offer };
}

/** The folder that it was imported from, as it was approved; undefined for what is no imported model. */
function weightsOf({ recipe, plan, made, jobArn }: Made): CheckedFolder | undefined {
  return recipe.kind === 'import' && made !== jobArn ? plan.folder : undefined;
}

/** It stands already: what AWS says of it now is what the lease rests on. */
async function imported(deps: Needs, launch: Made): Promise<ModelToHost | string> {
  const weights = weightsOf(launch);
  if (!weights) return NO_MODEL;
  const { id: launchId, made: modelArn, jobArn } = launch;
  const { name, region } = launch.recipe;
  const nameInAws = modelNameOf(launch);
  const seen = await deps.hostings.find({ kind: 'imported-model', arn: modelArn, name: nameInAws });
  if (seen === 'gone') return 'AWS does not list this imported model any more. Import it again to host it.';
  if (seen === 'unread' || seen.kind !== 'imported-model')
    return 'AWS did not show the imported model just now. Nothing was made; try it again.';
  if (seen.jobArn !== jobArn) return 'Another import stands under its name. Nothing was made.';
  if (leaseOn(modelArn, await deps.leases.open()))
    return 'It is hosted already, or waits for its yes: that card has the buttons.';
  const { architecture, units, createdAtMs } = seen;
  const model: LeasedModel = {
    ...{ launchId, name, baseName: architecture, region, modelArn },
    imported: { name: nameInAws, jobArn, createdAtMs, units, weights },
  };
  return { launch, model, pricedBy: { units, region }, offer: { name, ways: ['import'], moves: [] } };
}
