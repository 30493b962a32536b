import { amountToReserve, estimateTraining } from '@rung/core/cost/estimate-training.ts';
import { monthOf } from '@rung/core/cost/month.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import type { LaunchId } from '@rung/core/ids.ts';
import { needsSecondPerson, overCap } from '@rung/core/launch/approval-rule.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import { type Approved, type Checked, type Launch, nextBase, type Refused } from '@rung/core/launch/launch.ts';
import { hashPlan, type Plan } from '@rung/core/launch/plan.ts';
import { formatUsd } from '@rung/core/money.ts';
import { checkFile, isFinding } from './check-file.ts';
import type { Deps } from './deps.ts';
import { endLaunch } from './end-launch.ts';
import { findingsOf } from './findings-of.ts';
import { tellLaunch } from './tell-launch.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'launches' | 'messenger' | 'datasets' | 'jobs'>;

/** Where the workflow goes after preflight: ask a person, go on by itself, or end (the card says why). */
export type AfterPreflight = { readonly next: 'ask' | 'go' | 'ended' };

/** "Is this launch sound?": reads the model's standing, every line of the data and the price, and fixes the plan or refuses. */
export async function preflightLaunch(deps: Needs, id: LaunchId): Promise<AfterPreflight> {
  const found = await deps.launches.find(id);
  if (!found) throw new Error(`no record of launch ${id}`);
  if (found.state !== 'requested') return resume(deps, found);
  const launch = await tellLaunch(deps, found);
  const { plan, findings } = await inspect(deps, launch);
  const stops = findings.filter((finding) => finding.level === 'stop');
  if (!plan || stops.length > 0) return refuse(deps, launch, stops);
  const checked: Checked = { ...nextBase(launch), state: 'checked', plan, warnings: findings };
  await deps.launches.move(checked);
  return resume(deps, checked);
}

/** The step may be delivered twice: what the record says decides how to go on. */
async function resume(deps: Needs, launch: Launch): Promise<AfterPreflight> {
  if (launch.state === 'checked')
    return needsSecondPerson(launch.plan, deps.settings.approval)
      ? { next: 'ask' }
      : approveAutomatically(deps, launch);
  if (launch.state === 'awaitingApproval') return { next: 'ask' };
  if (launch.state === 'refused') await endLaunch(deps, launch);
  return { next: launch.state === 'approved' || launch.state === 'training' ? 'go' : 'ended' };
}

async function inspect(deps: Needs, launch: Launch): Promise<{ plan: Plan | undefined; findings: Finding[] }> {
  const { recipe } = launch;
  const offered = await deps.jobs.tunableModelIds();
  if (!offered.includes(recipe.base.id))
    return { plan: undefined, findings: [notOffered(recipe.base.name, deps.settings.region)] };
  const training = await checkFile(deps, { uri: recipe.dataset, model: recipe.base, set: 'training' });
  const validation = recipe.validation
    ? await checkFile(deps, { uri: recipe.validation, model: recipe.base, set: 'validation' })
    : undefined;
  if (isFinding(training)) return { plan: undefined, findings: [training] };
  if (validation && isFinding(validation)) return { plan: undefined, findings: [validation] };
  const price = shippedPrice(recipe.base.id, 'training-tokens-1k', recipe.region);
  const estimate = estimateTraining({ tokens: training.report.tokens, epochs: recipe.epochs, price });
  const plan: Plan = {
    recipe,
    training: training.file,
    validation: validation?.file,
    estimate,
    override: launch.override,
  };
  const money = await moneyFindings(deps, plan);
  return {
    plan,
    findings: [
      ...findingsOf(training, 'training'),
      ...(validation ? findingsOf(validation, 'validation') : []),
      ...money,
    ],
  };
}

function notOffered(name: string, region: string): Finding {
  return {
    level: 'stop',
    rule: 'model-not-tunable',
    message: `Bedrock does not offer ${name} for fine-tuning in ${region} today.`,
    remedy: 'Choose a base model that ListFoundationModels names as tunable there.',
  };
}

async function moneyFindings(deps: Needs, plan: Plan): Promise<Finding[]> {
  const { recipe, estimate } = plan;
  if (estimate.kind === 'unknown') {
    const remedy = `The yes would cover your budget of ${formatUsd(recipe.budget)}; Bedrock itself enforces no limit.`;
    return [{ level: 'warn', rule: 'price-unknown', message: estimate.why, remedy }];
  }
  if (estimate.high > recipe.budget) {
    const message = `The run may cost ${formatUsd(estimate.high)}, above your budget of ${formatUsd(recipe.budget)}.`;
    return [
      {
        level: 'stop',
        rule: 'over-budget',
        message,
        remedy: 'Fewer epochs, a smaller base model, or a larger budget.',
      },
    ];
  }
  const committed = await deps.launches.committed(monthOf(deps.clock.nowMs()));
  const tooMuch = overCap(amountToReserve(estimate, recipe.budget), {
    committed,
    cap: deps.settings.approval.monthlyCap,
  });
  return tooMuch
    ? [
        {
          level: 'stop',
          rule: 'over-cap',
          message: tooMuch,
          remedy: 'Wait for next month, or ask the owner of the cap to raise it.',
        },
      ]
    : [];
}

async function refuse(deps: Needs, launch: Launch, findings: readonly Finding[]): Promise<AfterPreflight> {
  const refused: Refused = { ...nextBase(launch), state: 'refused', reason: { kind: 'findings', findings } };
  if ((await deps.launches.move(refused)) === 'moved') await endLaunch(deps, refused);
  return { next: 'ended' };
}

async function approveAutomatically(deps: Needs, checked: Checked): Promise<AfterPreflight> {
  const { plan, warnings } = checked;
  const atMs = deps.clock.nowMs();
  const amount = amountToReserve(plan.estimate, plan.recipe.budget);
  const approval = { planHash: hashPlan(plan), by: undefined, atMs, amount };
  const approved: Approved = { ...nextBase(checked), state: 'approved', plan, warnings, approval };
  const moved = await deps.launches.move(approved, {
    month: monthOf(atMs),
    by: amount,
    cap: deps.settings.approval.monthlyCap,
  });
  if (moved === 'over-cap') return refuse(deps, checked, [await capFinding(deps, plan)]);
  await tellLaunch(deps, approved);
  return { next: 'go' };
}

async function capFinding(deps: Needs, plan: Plan): Promise<Finding> {
  const [finding] = await moneyFindings(deps, plan);
  return (
    finding ?? {
      level: 'stop',
      rule: 'over-cap',
      message: 'The month’s cap left no room at that moment.',
      remedy: 'Launch it again.',
    }
  );
}
