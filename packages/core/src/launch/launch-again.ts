import type { MetricKind } from '../evaluation/metrics/target-metric.ts';
import { formOfRecipe } from './form-of-recipe.ts';
import type { Launch } from './launch.ts';
import type { LaunchForm } from './launch-form.ts';
import { type ModelName, parseModelName } from './recipe.ts';

/** A launch form that is filled in before it is shown. */
export interface FilledLaunch {
  readonly form: LaunchForm;
  /** Root of the diagnosed thread that it still belongs to. */
  readonly rootTs: string | undefined;
  readonly personalData: string;
  readonly target: MetricKind | undefined;
}

/** What to launch something again with: as it was, with what its end taught. A reason against a diagnosis has to be given anew. */
export function launchAgainOf(launch: Launch): FilledLaunch {
  const [channel, rootTs] = launch.diagnosis?.threadKey.split(':') ?? [];
  return {
    form: formToLaunchAgain(launch),
    rootTs: channel === launch.card.channel ? rootTs : undefined,
    personalData: launch.acceptance?.reason ?? '',
    target: launch.target,
  };
}

/** The form under a name that tells the two apart; what never became a model left its name free. */
function formToLaunchAgain(launch: Launch): LaunchForm {
  const { name } = launch.recipe;
  const epochs = betterEpochs(launch);
  const isNameFree = launch.state === 'refused';
  return {
    ...formOfRecipe(launch.recipe),
    name: isNameFree ? name : nextName(name),
    ...(epochs === undefined ? {} : { epochs: String(epochs) }),
  };
}

/** The epochs after which the model only memorised; undefined when the curves do not name fewer than were run. */
export function betterEpochs(launch: Launch): number | undefined {
  if (launch.state !== 'done' || launch.verdict.kind !== 'overfit' || !('epochs' in launch.recipe)) return undefined;
  const { afterEpoch } = launch.verdict;
  return afterEpoch >= 1 && afterEpoch < launch.recipe.epochs ? afterEpoch : undefined;
}

/** "tone-v3" after "tone-v2", "tone-2" after "tone"; the name itself where a longer one would not fit. */
export function nextName(name: ModelName): ModelName {
  const [, stem = name, number] = /^(.*?\D)(\d{1,6})$/.exec(name) ?? [];
  const next = number === undefined ? `${name}-2` : `${stem}${Number(number) + 1}`;
  return parseModelName(next) ?? name;
}
