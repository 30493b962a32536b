import { formatUsd, formatUsdRange } from '../money.ts';
import type { Finding } from './finding.ts';
import { modelsOf, type Room } from './judge-account.ts';
import type { Launch } from './launch.ts';
import type { Plan } from './plan.ts';
import { isTrained } from './recipe.ts';

/** What preflight looked at and found nothing against, in words: an approver sees what was checked, not only what was wrong. */
export function inOrder(
  launch: Pick<Launch, 'diagnosis'>,
  seen: { readonly plan: Plan; readonly room: Room; readonly findings: readonly Finding[] },
): Finding[] {
  const { plan, room, findings } = seen;
  const isFree = (...rules: readonly string[]) => !findings.some(({ rule }) => rules.includes(rule));
  const { recipe } = plan;
  const models = modelsOf(recipe).map(({ name }) => name);
  const said: (readonly [rule: string, message: string | false])[] = [
    [
      'model-offered',
      models.length > 0 &&
        isFree('model-not-offered', 'model-legacy', 'model-end-of-life') &&
        `Bedrock offers ${models.join(' and ')} in ${recipe.region} today, with no end in sight.`,
    ],
    ['job-room', isTrained(recipe) && isFree('job-quota') && roomWords(room)],
    ['data-read', dataWords(plan)],
    ['money-room', isFree('over-budget', 'over-cap') && moneyWords(plan)],
    ['diagnosis-agrees', launch.diagnosis?.against === undefined && launch.diagnosis !== undefined && AGREES],
    ['name-free', 'Its name in AWS ends with this launch’s id: nothing else bears it.'],
  ];
  return said.flatMap(([rule, message]) => (message ? [{ level: 'pass' as const, rule, message, remedy: '' }] : []));
}

const AGREES = 'The diagnosis of its thread is not against it.';

const roomWords = ({ underWay, quota }: Room) =>
  quota !== undefined &&
  `${underWay} of the ${quota} customization jobs that your account may run at once are under way.`;

function dataWords({ training, validation, folder, recipe }: Plan): string | false {
  if (folder) return `All ${folder.files} files of the folder were listed, in ${recipe.region}.`;
  if (!training) return false;
  const heldOut = validation ? ` and ${validation.records.toLocaleString('en-US')} held out` : '';
  return `Every line was read: ${training.records.toLocaleString('en-US')}${heldOut}, in a bucket of ${recipe.region}.`;
}

function moneyWords({ estimate, recipe }: Plan): string | false {
  if (estimate.kind !== 'known') return false;
  const range = formatUsdRange(estimate.low, estimate.high);
  return `The estimate, ${range}, is within the budget of ${formatUsd(recipe.budget)} and within every cap.`;
}
