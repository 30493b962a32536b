import { LAUNCH_FIELD_NAMES, type LaunchField } from '@rung/core/launch/launch-form.ts';

/** Every id that Slack hands back to us: buttons, forms, their fields. Renaming one breaks the cards that stand. */
export const ACTIONS = {
  approve: 'launch.approve',
  deny: 'launch.deny',
  stopLaunch: 'launch.stop',
  openLaunchForm: 'launch.open-form',
  launchFromThread: 'launch.from-thread',
  launchAgain: 'launch.again',
  stopHosting: 'hosting.delete',
  cancelStop: 'hosting.cancel-stop',
  snoozeHosting: 'hosting.snooze',
  keepHosting: 'hosting.keep',
  adoptHosting: 'hosting.adopt',
  host: 'host.open-form',
  approveHosting: 'host.approve',
  denyHosting: 'host.deny',
  extendLease: 'lease.extend',
  stopLease: 'lease.stop',
  keepLease: 'lease.keep',
  judge: 'judgement.open-form',
  confirmJudgement: 'judgement.confirm',
  declineJudgement: 'judgement.decline',
  showFlips: 'judgement.flips',
  evaluate: 'evaluation.open-form',
  confirmEvaluation: 'evaluation.confirm',
  declineEvaluation: 'evaluation.decline',
  stopEvaluation: 'evaluation.stop',
  answer: /^diagnosis\.answer\.\d$/,
  whyNot: 'diagnosis.why-not',
  correctFacts: 'diagnosis.correct',
  lookForNames: 'check.names',
  takeCopy: 'check.copy',
  help: /^help\./,
} as const;

/** Id of the button for the n-th likely answer. */
export function answerAction(index: number): string {
  return `diagnosis.answer.${index}`;
}

export const LAUNCH_FORM = 'launch.form';
export const CORRECT_FORM = 'diagnosis.correct-form';
export const KEEP_FORM = 'hosting.keep-form';
export const DIAGNOSE_SHORTCUT = 'diagnose-message';
export const LAUNCH_SHORTCUT = 'launch-from-message';

/** Blocks of the launch form; each holds one element whose action id begins with `value`. */
export const LAUNCH_FIELDS = {
  kind: 'kind',
  ...(Object.fromEntries(LAUNCH_FIELD_NAMES.map((name) => [name, name])) as { readonly [N in LaunchField]: N }),
  /** Shown only when the thread's diagnosis is against it. */
  reason: 'reason',
  personalData: 'personalData',
} as const;

export const JUDGEMENT_FORM = 'judgement.form';

/** Blocks of the judgement form. */
export const JUDGEMENT_FIELDS = {
  heldOut: 'heldOut',
  metric: 'metric',
  labelField: 'labelField',
  rubric: 'rubric',
  labels: 'labels',
  shots: 'shots',
  ownPrompt: 'ownPrompt',
  requestsAMonth: 'requestsAMonth',
  worthAPointUsd: 'worthAPointUsd',
  budgetUsd: 'budgetUsd',
} as const;

export const EVALUATION_FORM = 'evaluation.form';

/** Block of the form that asks for a Bedrock evaluation. */
export const EVALUATION_FIELDS = { budgetUsd: 'budgetUsd' } as const;

export const HOST_FORM = 'host.form';

/** Blocks of the form that hosts a model. */
export const HOST_FIELDS = {
  way: 'way',
  days: 'days',
  requestsAMonth: 'requestsAMonth',
  inputTokens: 'inputTokens',
  outputTokens: 'outputTokens',
  copies: 'copies',
  budgetUsd: 'budgetUsd',
  reason: 'reason',
  confirmation: 'confirmation',
} as const;

export const FIELD_ACTION = 'value';
