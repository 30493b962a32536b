/** What a team decides about its Rung, given as environment variables or in `.env` when it deploys. */
export interface Settings {
  /** Handed to the functions under the same names. */
  readonly environment: Readonly<Record<string, string>>;
  readonly datasetBuckets: readonly string[];
  readonly readerModel: string | undefined;
  readonly judgeModel: string | undefined;
  /** The judge model where none is set. */
  readonly evaluatorModel: string | undefined;
  readonly graderArn: string | undefined;
  readonly modelKeyArn: string | undefined;
  readonly knowledgeBaseId: string | undefined;
  /** Whether Rung makes a Knowledge Base of its own and fills it with the handbook. */
  readonly makesKnowledgeBase: boolean;
  readonly alarmEmail: string | undefined;
  /** US dollars a month: the functions refuse launches above it, the budget warns below it. */
  readonly monthlyCapUsd: string;
}

const MONTHLY_CAP_USD = '500';

const HANDED_ON = [
  'RUNG_WATCH_CHANNEL',
  'RUNG_APPROVERS',
  'RUNG_SECOND_PERSON_ABOVE_USD',
  'RUNG_MONTHLY_CAP_USD',
  'RUNG_LAUNCH_CAP_USD',
  'RUNG_DAILY_CAP_USD',
  'RUNG_CHANNEL_MONTHLY_CAP_USD',
  'RUNG_CHANNEL_APPROVERS',
  'RUNG_RULES',
  'RUNG_IDLE_AFTER_HOURS',
  'RUNG_ESCALATE_AFTER_HOURS',
  'RUNG_HOSTING_OWNERS',
  'RUNG_STOP_IDLE_AFTER_HOURS',
  'RUNG_ALLOW_TERMS',
  'RUNG_READER_MODEL',
  'RUNG_JUDGE_MODEL',
  'RUNG_EVALUATOR_MODEL',
  'RUNG_GRADER_ARN',
  'RUNG_MODEL_KEY_ARN',
  'RUNG_KNOWLEDGE_BASE_ID',
];

/** Reads the settings of a deployment; one that is missing or malformed ends the deployment with a sentence that names it. */
export function readSettings(raw: Readonly<Record<string, string | undefined>>): Settings {
  if (!/^[CG][A-Z0-9]+$/.test(raw['RUNG_WATCH_CHANNEL'] ?? ''))
    throw new Error(
      'RUNG_WATCH_CHANNEL must be the id of the Slack channel that hears of idle hostings (C…). Nothing was deployed. Put it into .env or the environment.',
    );
  const monthlyCapUsd = raw['RUNG_MONTHLY_CAP_USD'] || MONTHLY_CAP_USD;
  if (!/^\d+(?:\.\d{1,2})?$/.test(monthlyCapUsd) || Number(monthlyCapUsd) <= 0)
    throw new Error(
      `RUNG_MONTHLY_CAP_USD is "${monthlyCapUsd}", which is no amount in US dollars. Nothing was deployed.`,
    );
  const given = HANDED_ON.flatMap((name): [string, string][] => (raw[name] ? [[name, raw[name]]] : []));
  return {
    environment: { ...Object.fromEntries(given), RUNG_MONTHLY_CAP_USD: monthlyCapUsd },
    datasetBuckets: (raw['RUNG_DATASET_BUCKETS'] ?? '').split(/[\s,]+/).filter(Boolean),
    readerModel: raw['RUNG_READER_MODEL'] || undefined,
    judgeModel: raw['RUNG_JUDGE_MODEL'] || undefined,
    evaluatorModel: raw['RUNG_EVALUATOR_MODEL'] || raw['RUNG_JUDGE_MODEL'] || undefined,
    graderArn: raw['RUNG_GRADER_ARN'] || undefined,
    modelKeyArn: readKey(raw),
    knowledgeBaseId: raw['RUNG_KNOWLEDGE_BASE_ID'] || undefined,
    makesKnowledgeBase: readsYes(raw),
    alarmEmail: raw['RUNG_ALARM_EMAIL'] || undefined,
    monthlyCapUsd,
  };
}

/** A policy names one key, so an alias would grant nothing. */
function readKey({ RUNG_MODEL_KEY_ARN: arn }: Readonly<Record<string, string | undefined>>): string | undefined {
  if (arn && !/^arn:aws(?:-[^:]+)?:kms:[a-z0-9-]+:\d{12}:key\/[a-zA-Z0-9-]{36}$/.test(arn))
    throw new Error(
      `RUNG_MODEL_KEY_ARN is "${arn}", which is no ARN of a KMS key (arn:aws:kms:…:key/…; an alias will not do). Nothing was deployed.`,
    );
  return arn || undefined;
}

const MAKE = 'RUNG_MAKE_KNOWLEDGE_BASE';

function readsYes(raw: Readonly<Record<string, string | undefined>>): boolean {
  const said = raw[MAKE] || 'no';
  if (said !== 'yes' && said !== 'no')
    throw new Error(`${MAKE} is "${said}"; it takes yes or no. Nothing was deployed.`);
  if (said === 'yes' && raw['RUNG_KNOWLEDGE_BASE_ID'])
    throw new Error(
      `${MAKE} is yes and RUNG_KNOWLEDGE_BASE_ID names another Knowledge Base; Rung asks one. Nothing was deployed. Take one of the two away.`,
    );
  return said === 'yes';
}
