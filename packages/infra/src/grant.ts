import type { ResourceName } from './resource-arns.ts';

/** One grant: what a role may do, to what, under which condition, and what for. */
export interface Grant {
  readonly why: string;
  readonly actions: readonly string[];
  readonly on: readonly ResourceName[];
  readonly only?: readonly Condition[];
}

export interface Condition {
  readonly test: 'StringEquals' | 'StringLike';
  readonly variable: string;
  readonly values: readonly string[];
}

/** Only through Bedrock: the key opens nothing for whoever else takes on the role (Bedrock User Guide, encryption-custom-job, read 2026-11-27). */
export const THROUGH_BEDROCK: Condition = {
  test: 'StringLike',
  variable: 'kms:ViaService',
  values: ['bedrock.*.amazonaws.com'],
};

/** The tag by which a team says that Rung may delete a hosting; without it AWS refuses, whoever clicks. */
export const MAY_DELETE_TAG = { key: 'rung:may-delete', value: 'yes' } as const;

/** Only what carries that tag. */
export const MAY_DELETE: Condition = {
  test: 'StringEquals',
  variable: `aws:ResourceTag/${MAY_DELETE_TAG.key}`,
  values: [MAY_DELETE_TAG.value],
};
