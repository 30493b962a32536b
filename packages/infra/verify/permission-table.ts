import { ANY_RESOURCE } from '../src/any-resource.ts';
import type { Condition } from '../src/grant.ts';
import { grantsOf, PERMISSIONS, type RoleName } from '../src/permissions.ts';

const ROLES: Readonly<Record<RoleName, string>> = {
  slack: 'Front door',
  desk: 'Desk',
  'launch-step': 'Launch step',
  'judge-step': 'Judge step',
  'evaluate-step': 'Evaluate step',
  'host-step': 'Host step',
  watch: 'Watch',
  bill: 'Bill',
  reconcile: 'Reconciler',
  stop: 'Sweeper',
  'stop-flow': 'Stop workflow',
  undelivered: 'Undelivered',
  'launch-flow': 'Launch workflow',
  'judge-flow': 'Judge workflow',
  'evaluate-flow': 'Evaluate workflow',
  'host-flow': 'Host workflow',
  'bedrock-jobs': 'Bedrock’s jobs',
  'bedrock-evaluations': 'Bedrock’s evaluations',
  'knowledge-base': 'Own Knowledge Base',
  'handbook-schedule': 'Handbook’s schedule',
  'reconcile-schedule': 'Reconciler’s schedule',
  'bill-schedule': 'Bill’s schedule',
  'watch-schedule': 'Watch schedule',
};

/** The permission table of the README, in Markdown. */
export function permissionTable(): string {
  const rows = (Object.keys(PERMISSIONS) as RoleName[]).flatMap((role) =>
    grantsOf(role).map((grant, index) => [
      index === 0 ? `**${ROLES[role]}**` : '',
      grant.actions.map((action) => `\`${action}\``).join(' '),
      grant.on.map((resource) => (resource === 'any' ? '`*`' : resource)).join(', '),
      (grant.only ?? []).map(conditionWords).join(', '),
      grant.why,
    ]),
  );
  const reasons = Object.entries(ANY_RESOURCE).map(([action, reason]) => `- \`${action}\`: ${reason}.`);
  return [
    row(['Role', 'May', 'On', 'Only if', 'It']),
    row(['---', '---', '---', '---', '---']),
    ...rows.map(row),
    '',
    'On `*`, because AWS knows no resource for them:',
    '',
    ...reasons,
    '',
  ].join('\n');
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const conditionWords = ({ variable, values }: Condition) => `\`${variable}\` = \`${values.join(', ')}\``;
