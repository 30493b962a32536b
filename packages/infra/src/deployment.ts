/** Where a stage of Rung stands. */
export interface Deployment {
  readonly stage: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly tableArn: string;
  readonly bucketArn: string;
  /** Names of the team's buckets, besides our own, that hold datasets. */
  readonly datasetBuckets: readonly string[];
  readonly readerModel: string | undefined;
  readonly judgeModel: string | undefined;
  readonly evaluatorModel: string | undefined;
  /** Lambda function that grades answers in reinforcement fine-tuning. */
  readonly graderArn: string | undefined;
  /** The team's KMS key, under which models are kept. */
  readonly modelKeyArn: string | undefined;
  readonly knowledgeBaseId: string | undefined;
  /** Whether that is Rung's own, made with the stage. */
  readonly makesKnowledgeBase: boolean;
}

/** Functions, the workflow and roles bear names that we choose, so that they can refer to each other without a circle. */
export const nameIn = (stage: string, part: string): string => `rung-${stage}-${part}`;

export const regionalIn = (at: Deployment) => (service: string, rest: string) =>
  `arn:${at.partition}:${service}:${at.region}:${at.account}:${rest}`;
