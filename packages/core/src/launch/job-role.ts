import type { Finding } from './finding.ts';

/** A role as IAM tells of it: `trust` is its trust policy, a JSON text. */
export type RoleLook =
  | { readonly kind: 'found'; readonly trust: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'denied' };

/** Looks at the role that Bedrock's jobs run under. */
export interface JobRoles {
  look(roleArn: string): Promise<RoleLook>;
}

/** What Bedrock would take the role on for. */
export interface RoleUse {
  readonly roleArn: string;
  readonly region: string;
  readonly jobs: 'model-customization-job' | 'model-import-job';
}

/** A role that Bedrock cannot take on ends the launch before anybody is asked for a yes. */
export function judgeRole(look: RoleLook, use: RoleUse): Finding[] {
  const name = use.roleArn.slice(use.roleArn.lastIndexOf('/') + 1);
  switch (look.kind) {
    case 'missing':
      return [stop(`The role ${name}, which Bedrock’s jobs run under, does not exist.`)];
    case 'denied':
      return [warn(`Rung may not look at the role ${name}, which Bedrock’s jobs run under.`)];
    case 'found': {
      const may = letsBedrockIn(look.trust, use);
      if (may === 'no') return [stop(`The role ${name} does not let Bedrock take it on for this job.`)];
      if (may === 'unknown')
        return [warn(`Whether the role ${name} lets Bedrock take it on depends on conditions that Rung cannot judge.`)];
      return [
        {
          level: 'pass',
          rule: 'job-role',
          message: 'The role that its job runs under lets Bedrock take it on.',
          remedy: '',
        },
      ];
    }
    default:
      return look satisfies never;
  }
}

const DEPLOY = 'Ask whoever runs Rung to deploy it again, which makes the role anew; then launch again.';
const stop = (message: string): Finding => ({ level: 'stop', rule: 'job-role', message, remedy: DEPLOY });
const warn = (message: string): Finding => ({
  ...{ level: 'warn', rule: 'job-role', message },
  remedy: 'AWS refuses the job if the role is wrong, and then nothing is spent. Deploying Rung again mends both.',
});

type Answer = 'yes' | 'no' | 'unknown';
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (value === undefined ? [] : [value].flat());

/** A trust policy as IAM would read it, as far as a service's own conditions go; what denies is left to AWS. */
function letsBedrockIn(trust: string, use: RoleUse): Answer {
  const statements = statementsOf(trust).filter(isAboutBedrock);
  if (statements.some(({ Effect }) => Effect === 'Deny')) return 'unknown';
  const answers = statements.map(({ Condition }) => conditionsHold(Condition, use));
  return answers.find((answer) => answer === 'yes') ?? answers.find((answer) => answer === 'unknown') ?? 'no';
}

function statementsOf(trust: string): Json[] {
  const parsed = parseJson(trust);
  return isObject(parsed) ? listOf(parsed['Statement']).filter(isObject) : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAboutBedrock({ Action, Principal }: Json): boolean {
  const services = isObject(Principal) ? listOf(Principal['Service']) : [];
  const assumes = listOf(Action).some((action) => action === 'sts:AssumeRole' || action === 'sts:*' || action === '*');
  return assumes && services.includes('bedrock.amazonaws.com');
}

/** Operators whose values may hold `*` and `?`; IAM reads ArnEquals like ArnLike. */
const LIKE: readonly string[] = ['StringLike', 'ArnLike', 'ArnEquals'];

function conditionsHold(condition: unknown, use: RoleUse): Answer {
  const [partition = 'aws', , , account = ''] = use.roleArn.split(':').slice(1);
  const known: Readonly<Record<string, string>> = {
    'aws:SourceAccount': account,
    'aws:SourceArn': `arn:${partition}:bedrock:${use.region}:${account}:${use.jobs}/any`,
  };
  const tests = Object.entries(isObject(condition) ? condition : {}).flatMap(([operator, keys]) =>
    Object.entries(isObject(keys) ? keys : {}).map(([key, values]): Answer => {
      const actual = known[Object.keys(known).find((name) => name.toLowerCase() === key.toLowerCase()) ?? ''];
      if (actual === undefined || !(operator === 'StringEquals' || LIKE.includes(operator))) return 'unknown';
      return listOf(values).some((value) => matches(String(value), actual, operator)) ? 'yes' : 'no';
    }),
  );
  return tests.find((answer) => answer === 'no') ?? tests.find((answer) => answer === 'unknown') ?? 'yes';
}

/** The job that will be has no id yet, so a pattern for any id has to end in `*`. */
function matches(pattern: string, actual: string, operator: string): boolean {
  if (!LIKE.includes(operator)) return pattern === actual;
  const parts = pattern.split('*').map((part) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('?', '.'));
  return new RegExp(`^${parts.join('.*')}$`).test(actual);
}
