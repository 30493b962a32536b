import type { Called } from '@rung/core/chat/person.ts';
import { parseUserGroupId, parseUserId } from '@rung/core/ids.ts';
import type { ApprovalPolicy } from '@rung/core/launch/approval-rule.ts';
import { type KeyArn, parseKeyArn } from '@rung/core/launch/model-key.ts';
import { parseGraderArn } from '@rung/core/launch/recipe.ts';
import { approvalPolicy } from './approval-env.ts';

/** The environment of a function, read in one place. A name that is missing or malformed ends the start with a sentence that names it. */
export type RawEnv = Readonly<Record<string, string | undefined>>;

/** Where AWS is; `local` is set for the local AWS only, everything else finds its own credentials. */
export interface AwsEnv {
  readonly region: string;
  readonly local: { readonly endpoint: string; readonly credentials: Credentials } | undefined;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface FrontDoorEnv extends AwsEnv {
  readonly signingSecret: string;
  readonly deskFunction: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** A workflow and the function that runs its steps. */
export interface FlowEnv {
  readonly stateMachineArn: string;
  readonly stepFunction: string;
}

export interface RungEnv extends AwsEnv {
  readonly slackToken: string;
  /** Ends with a slash; Slack's own when absent. */
  readonly slackApiUrl: string | undefined;
  readonly table: string;
  readonly bucket: string;
  readonly bedrockRoleArn: string;
  readonly evaluationRoleArn: string;
  readonly launchFlow: FlowEnv;
  readonly judgeFlow: FlowEnv;
  readonly evaluateFlow: FlowEnv;
  readonly hostFlow: FlowEnv;
  readonly stopFlow: FlowEnv;
  readonly grader: string | undefined;
  /** The team's own KMS key, under which models are kept; AWS's own without one. */
  readonly modelKey: KeyArn | undefined;
  readonly knowledgeBaseId: string | undefined;
  /** Base or inference-profile id of the model that reads problems; without one the embedded reader does. */
  readonly readerModel: string | undefined;
  /** Base or inference-profile id of the model that judges by a rubric; without one no rubric decides. */
  readonly judgeModel: string | undefined;
  /** Base or inference-profile id of the evaluator model of Bedrock’s evaluation jobs; the judge model where none is set. */
  readonly evaluatorModel: string | undefined;
  readonly watchChannel: string;
  readonly approval: ApprovalPolicy;
  readonly idleAfterHours: number;
  /** Under which our own figures are kept; undefined where nobody keeps them. */
  readonly stage: string | undefined;
  readonly escalateAfterHours: number;
  /** Called to an alert that nobody answers. */
  readonly hostingOwners: readonly Called[];
  /** Hours after its alert at which an idle hosting of ours is stopped without a click; undefined leaves every one to a person. */
  readonly stopIdleAfterHours: number | undefined;
  /** Whether throughput may be bought for a term, which cannot be left. */
  readonly areTermsAllowed: boolean;
}

export function frontDoorEnv(raw: RawEnv): FrontDoorEnv {
  return {
    ...awsEnv(raw),
    signingSecret: need(raw, 'SLACK_SIGNING_SECRET'),
    deskFunction: need(raw, 'RUNG_DESK_FUNCTION'),
    credentials: credentials(raw),
  };
}

export function rungEnv(raw: RawEnv): RungEnv {
  return {
    ...awsEnv(raw),
    slackToken: need(raw, 'SLACK_BOT_TOKEN'),
    slackApiUrl: raw['SLACK_API_URL'],
    table: need(raw, 'RUNG_TABLE'),
    bucket: need(raw, 'RUNG_BUCKET'),
    bedrockRoleArn: need(raw, 'RUNG_BEDROCK_ROLE_ARN'),
    evaluationRoleArn: need(raw, 'RUNG_EVALUATION_ROLE_ARN'),
    launchFlow: {
      stateMachineArn: need(raw, 'RUNG_STATE_MACHINE_ARN'),
      stepFunction: need(raw, 'RUNG_STEP_FUNCTION'),
    },
    judgeFlow: {
      stateMachineArn: need(raw, 'RUNG_JUDGE_STATE_MACHINE_ARN'),
      stepFunction: need(raw, 'RUNG_JUDGE_STEP_FUNCTION'),
    },
    evaluateFlow: {
      stateMachineArn: need(raw, 'RUNG_EVALUATE_STATE_MACHINE_ARN'),
      stepFunction: need(raw, 'RUNG_EVALUATE_STEP_FUNCTION'),
    },
    hostFlow: {
      stateMachineArn: need(raw, 'RUNG_HOST_STATE_MACHINE_ARN'),
      stepFunction: need(raw, 'RUNG_HOST_STEP_FUNCTION'),
    },
    stopFlow: { stateMachineArn: need(raw, 'RUNG_STOP_FLOW_ARN'), stepFunction: need(raw, 'RUNG_STOP_FUNCTION') },
    grader: graderArn(raw),
    modelKey: modelKey(raw),
    knowledgeBaseId: raw['RUNG_KNOWLEDGE_BASE_ID'],
    readerModel: raw['RUNG_READER_MODEL'],
    judgeModel: raw['RUNG_JUDGE_MODEL'],
    evaluatorModel: raw['RUNG_EVALUATOR_MODEL'] || raw['RUNG_JUDGE_MODEL'],
    watchChannel: need(raw, 'RUNG_WATCH_CHANNEL'),
    approval: approvalPolicy(raw),
    idleAfterHours: hours(raw, 'RUNG_IDLE_AFTER_HOURS', '6'),
    stage: raw['RUNG_STAGE'],
    areTermsAllowed: isAllowed(raw, 'RUNG_ALLOW_TERMS'),
    escalateAfterHours: hours(raw, 'RUNG_ESCALATE_AFTER_HOURS', '24'),
    hostingOwners: owners(raw, 'RUNG_HOSTING_OWNERS'),
    stopIdleAfterHours: raw['RUNG_STOP_IDLE_AFTER_HOURS'] ? hours(raw, 'RUNG_STOP_IDLE_AFTER_HOURS', '') : undefined,
  };
}

/** The environment of this process; tests and the local start hand in their own. */
export function processEnv(): RawEnv {
  return process.env;
}

/** Lambda's trace of the invocation at work: the same for everything that one request sets off. */
export function traceId(): string | undefined {
  return process.env['_X_AMZN_TRACE_ID'];
}

/** Where each AWS exchange of the local AWS is written, when anywhere. */
export function wireLogFile(raw: RawEnv): { wireLogFile?: string } {
  const file = raw['RUNG_WIRE_LOG'];
  return file ? { wireLogFile: file } : {};
}

function awsEnv(raw: RawEnv): AwsEnv {
  const endpoint = raw['AWS_ENDPOINT_URL'];
  return { region: need(raw, 'AWS_REGION'), local: endpoint ? { endpoint, credentials: credentials(raw) } : undefined };
}

function credentials(raw: RawEnv): Credentials {
  const sessionToken = raw['AWS_SESSION_TOKEN'];
  return {
    accessKeyId: need(raw, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: need(raw, 'AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken ? { sessionToken } : {}),
  };
}

function need(raw: RawEnv, name: string): string {
  const value = raw[name];
  if (!value) throw new Error(`${name} is not set, so nothing can start.`);
  return value;
}

function graderArn(raw: RawEnv): string | undefined {
  const text = raw['RUNG_GRADER_ARN'];
  if (!text) return undefined;
  if (!parseGraderArn(text)) throw new Error(`RUNG_GRADER_ARN is "${text}", which is no ARN of a Lambda function.`);
  return text;
}

function modelKey(raw: RawEnv): KeyArn | undefined {
  const text = raw['RUNG_MODEL_KEY_ARN'];
  if (!text) return undefined;
  const key = parseKeyArn(text);
  if (!key) throw new Error(`RUNG_MODEL_KEY_ARN is "${text}", which is no ARN of a KMS key.`);
  return key;
}

/** People by their user ids and user groups by theirs (S…). */
function owners(raw: RawEnv, name: string): Called[] {
  const listed = (raw[name] ?? '').split(/[\s,]+/).filter(Boolean);
  return listed.map((id) => {
    const [group, person] = [parseUserGroupId(id), parseUserId(id)];
    if (group) return { kind: 'group', id: group };
    if (person) return { kind: 'person', id: person };
    throw new Error(`${name} holds "${id}", which is no id of a Slack user (U… or W…) or user group (S…).`);
  });
}

/** Off unless it says yes; anything else ends the start, so that no purchase rests on a typing error. */
function isAllowed(raw: RawEnv, name: string): boolean {
  const value = raw[name] || 'no';
  if (value !== 'yes' && value !== 'no') throw new Error(`${name} is "${value}"; it takes yes or no.`);
  return value === 'yes';
}

function hours(raw: RawEnv, name: string, otherwise: string): number {
  const value = Number(raw[name] ?? otherwise);
  if (!(value > 0)) throw new Error(`${name} is "${raw[name]}", which is no number of hours above 0.`);
  return value;
}
