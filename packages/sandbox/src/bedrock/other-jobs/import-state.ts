/** A job that imports a model, and the model when it is done. */
export interface ImportRecord {
  readonly arn: string;
  readonly id: string;
  readonly region: string;
  readonly jobName: string;
  readonly modelName: string;
  readonly roleArn: string;
  readonly keyArn?: string;
  readonly s3Uri: string;
  readonly token?: string;
  readonly status: 'InProgress' | 'Completed' | 'Failed';
  readonly failureMessage?: string;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly endedAtMs?: number;
  readonly model?: ImportedModel;
}

export interface ImportedModel {
  readonly arn: string;
  /** `model_type` of its config.json. */
  readonly architecture: string;
  readonly parameters: number;
  readonly createdAtMs: number;
}
