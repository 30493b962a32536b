import { createHash } from 'node:crypto';
import type { Brand } from './brand.ts';

/** A launch, for ever: `lch_` and 20 hexadecimal digits. Also the name of its workflow execution. */
export type LaunchId = Brand<string, 'LaunchId'>;
/** A judgement of a launch's model: `jdg_` and 20 hexadecimal digits. Also the name of its workflow execution. */
export type JudgementId = Brand<string, 'JudgementId'>;
/** A judgement’s answers scored by Bedrock too: `evl_` and 20 hexadecimal digits. Also the name of its workflow execution. */
export type EvaluationId = Brand<string, 'EvaluationId'>;
/** A hosting that Rung was asked for, with its end: `lse_` and 20 hexadecimal digits. Also the name of its workflow execution. */
export type LeaseId = Brand<string, 'LeaseId'>;
/** A Slack user: `U…` or `W…`. */
export type UserId = Brand<string, 'UserId'>;
/** A Slack user group: `S…`. */
export type UserGroupId = Brand<string, 'UserGroupId'>;
/** A Slack conversation: `C…`, `D…` or `G…`. */
export type ChannelId = Brand<string, 'ChannelId'>;
/** Hexadecimal SHA-256 of what an approval binds. */
export type PlanHash = Brand<string, 'PlanHash'>;

const LAUNCH_ID = /^lch_[0-9a-f]{20}$/;

/** The id of the launch that a person asks for with one form: the same form sent twice is the same launch. */
export function launchIdFor(request: { user: UserId; formId: string }): LaunchId {
  return `lch_${sha256(`${request.user}\n${request.formId}`).slice(0, 20)}` as LaunchId;
}

export function parseLaunchId(text: string): LaunchId | undefined {
  return LAUNCH_ID.test(text) ? (text as LaunchId) : undefined;
}

/** The id of the judgement that a person asks for with one form. */
export function judgementIdFor(request: { launch: LaunchId; formId: string }): JudgementId {
  return `jdg_${sha256(`${request.launch}\n${request.formId}`).slice(0, 20)}` as JudgementId;
}

export function parseJudgementId(text: string): JudgementId | undefined {
  return /^jdg_[0-9a-f]{20}$/.test(text) ? (text as JudgementId) : undefined;
}

/** The id of the evaluation that a person asks for with one form. */
export function evaluationIdFor(request: { judgement: JudgementId; formId: string }): EvaluationId {
  return `evl_${sha256(`${request.judgement}\n${request.formId}`).slice(0, 20)}` as EvaluationId;
}

export function parseEvaluationId(text: string): EvaluationId | undefined {
  return /^evl_[0-9a-f]{20}$/.test(text) ? (text as EvaluationId) : undefined;
}

/** The id of the lease that a person asks for with one form. */
export function leaseIdFor(request: { launch: LaunchId; formId: string }): LeaseId {
  return `lse_${sha256(`host\n${request.launch}\n${request.formId}`).slice(0, 20)}` as LeaseId;
}

export function parseLeaseId(text: string): LeaseId | undefined {
  return /^lse_[0-9a-f]{20}$/.test(text) ? (text as LeaseId) : undefined;
}

export function parseUserId(text: string): UserId | undefined {
  return /^[UW][A-Z0-9]{2,20}$/.test(text) ? (text as UserId) : undefined;
}

export function parseUserGroupId(text: string): UserGroupId | undefined {
  return /^S[A-Z0-9]{2,20}$/.test(text) ? (text as UserGroupId) : undefined;
}

export function parseChannelId(text: string): ChannelId | undefined {
  return /^[CDG][A-Z0-9]{2,20}$/.test(text) ? (text as ChannelId) : undefined;
}

/** Hexadecimal SHA-256 of a text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
