import type { S3Uri } from '../s3-uri.ts';
import { jobNameOf, modelNameOf } from './launch.ts';
import type { KeyArn } from './model-key.ts';
import type {
  Distillation,
  FineTuning,
  ModelImport,
  PromptOptimisation,
  PromptRouter,
  Recipe,
  ReinforcementFineTuning,
} from './recipe.ts';

/** What the settings add to every request; never taken from a person or a model. */
export interface RequestTerms {
  readonly roleArn: string;
  readonly region: string;
  /** Where the job may write: a folder of this launch alone. */
  readonly outputFolder: S3Uri;
  /** The team's own KMS key, under which the model is kept; AWS's own when undefined. */
  readonly modelKey: KeyArn | undefined;
}

/** The frozen copies that a job reads instead of the files that people named. */
export interface FrozenFiles {
  readonly training: S3Uri | undefined;
  readonly validation: S3Uri | undefined;
}

/** Calls that make a model, which may lie under a key of the team's. */
type ModelCall = 'train' | 'train-with-validation' | 'reinforce' | 'distil' | 'import';

/** The state of the workflow that makes the call, named for what it does: a workflow without logic cannot leave a key out. */
export type WorkflowCall = ModelCall | `${ModelCall}-under-key` | 'route' | 'optimise';

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** One AWS request in PascalCase, as Step Functions writes parameters; keys of hyperparameters are data and stay. */
export interface AwsRequest {
  readonly call: WorkflowCall;
  readonly request: { readonly [name: string]: Json };
}

interface Asked<R extends Recipe> {
  readonly id: Parameters<typeof jobNameOf>[0]['id'];
  readonly requester: string;
  /** A channel is a project: what AWS bills can be split by it. */
  readonly card: { readonly channel: string };
  readonly recipe: R;
}

/** The request that a launch makes of AWS: the one place where a recipe becomes one. */
export function awsRequest(launch: Asked<Recipe>, files: FrozenFiles, terms: RequestTerms): AwsRequest {
  const { recipe } = launch;
  switch (recipe.kind) {
    case 'fine-tuning':
      return fineTuning({ ...launch, recipe }, files, terms);
    case 'reinforcement-fine-tuning':
      return reinforcement({ ...launch, recipe }, files, terms);
    case 'distillation':
      return distillation({ ...launch, recipe }, files, terms);
    case 'import':
      return modelImport({ ...launch, recipe }, terms);
    case 'router':
      return router({ ...launch, recipe }, terms);
    case 'prompt-optimisation':
      return optimisation({ ...launch, recipe }, files, terms);
    default:
      return recipe satisfies never;
  }
}

/** Derived from the launch: AWS ignores a repeat of it. */
export function tokenOf(launch: { id: string }): string {
  return launch.id.replace('_', '-');
}

function job(launch: Asked<FineTuning | ReinforcementFineTuning | Distillation>, terms: RequestTerms) {
  const tags = tagsOf(launch);
  return {
    JobName: jobNameOf(launch),
    CustomModelName: modelNameOf(launch),
    ClientRequestToken: tokenOf(launch),
    RoleArn: terms.roleArn,
    BaseModelIdentifier: launch.recipe.base.id,
    OutputDataConfig: { S3Uri: terms.outputFolder },
    JobTags: tags,
    CustomModelTags: tags,
  };
}

function fineTuning(launch: Asked<FineTuning>, files: FrozenFiles, terms: RequestTerms): AwsRequest {
  const request = {
    ...job(launch, terms),
    CustomizationType: 'FINE_TUNING',
    HyperParameters: launch.recipe.hyperParameters,
    TrainingDataConfig: { S3Uri: needed(files.training) },
  };
  if (!files.validation) return underKey(terms, 'train', request);
  const ValidationDataConfig = { Validators: [{ S3Uri: files.validation }] };
  return underKey(terms, 'train-with-validation', { ...request, ValidationDataConfig });
}

function reinforcement(launch: Asked<ReinforcementFineTuning>, files: FrozenFiles, terms: RequestTerms): AwsRequest {
  const { grader, hyperParameters: given } = launch.recipe;
  const HyperParameters = {
    EpochCount: given.epochCount,
    BatchSize: given.batchSize,
    LearningRate: given.learningRate,
    TrainingSamplePerPrompt: given.trainingSamplePerPrompt,
    ReasoningEffort: given.reasoningEffort,
  };
  const RftConfig = { GraderConfig: { LambdaGrader: { LambdaArn: grader } }, HyperParameters };
  return underKey(terms, 'reinforce', {
    ...job(launch, terms),
    CustomizationType: 'REINFORCEMENT_FINE_TUNING',
    TrainingDataConfig: { S3Uri: needed(files.training) },
    CustomizationConfig: { RftConfig },
  });
}

function distillation(launch: Asked<Distillation>, files: FrozenFiles, terms: RequestTerms): AwsRequest {
  const { source, teacher, maxResponseTokens } = launch.recipe;
  const TrainingDataConfig =
    source.kind === 'prompts'
      ? { S3Uri: needed(files.training) }
      : {
          InvocationLogsConfig: {
            UsePromptResponse: source.usesResponses,
            InvocationLogSource: { S3Uri: source.folder },
          },
        };
  const TeacherModelConfig = {
    TeacherModelIdentifier: teacher.id,
    MaxResponseLengthForInference: maxResponseTokens,
  };
  return underKey(terms, 'distil', {
    ...job(launch, terms),
    CustomizationType: 'DISTILLATION',
    TrainingDataConfig,
    CustomizationConfig: { DistillationConfig: { TeacherModelConfig } },
  });
}

function modelImport(launch: Asked<ModelImport>, terms: RequestTerms): AwsRequest {
  const tags = tagsOf(launch);
  return underKey(terms, 'import', {
    JobName: jobNameOf(launch),
    ImportedModelName: modelNameOf(launch),
    ClientRequestToken: tokenOf(launch),
    RoleArn: terms.roleArn,
    ModelDataSource: { S3DataSource: { S3Uri: launch.recipe.folder } },
    JobTags: tags,
    ImportedModelTags: tags,
  });
}

/** The call that makes a model, with the team's key where there is one. */
function underKey({ modelKey }: RequestTerms, call: ModelCall, request: AwsRequest['request']): AwsRequest {
  if (modelKey === undefined) return { call, request };
  const member = call === 'import' ? 'ImportedModelKmsKeyId' : 'CustomModelKmsKeyId';
  return { call: `${call}-under-key`, request: { ...request, [member]: modelKey } };
}

function router(launch: Asked<PromptRouter>, terms: RequestTerms): AwsRequest {
  const { models, fallback, qualityDifference } = launch.recipe;
  const arn = ({ id }: { id: string }) => ({ ModelArn: `arn:aws:bedrock:${terms.region}::foundation-model/${id}` });
  return {
    call: 'route',
    request: {
      PromptRouterName: modelNameOf(launch),
      ClientRequestToken: tokenOf(launch),
      Models: models.map(arn),
      RoutingCriteria: { ResponseQualityDifference: qualityDifference },
      FallbackModel: arn(fallback),
      Tags: tagsOf(launch),
    },
  };
}

function optimisation(launch: Asked<PromptOptimisation>, files: FrozenFiles, terms: RequestTerms): AwsRequest {
  return {
    call: 'optimise',
    request: {
      JobName: jobNameOf(launch),
      ClientToken: tokenOf(launch),
      InputConfig: { S3Uri: needed(files.training) },
      OutputConfig: { S3Uri: `${terms.outputFolder}/` },
      ModelConfigurations: launch.recipe.models.map(({ id }) => ({ ModelId: id })),
      Tags: tagsOf(launch),
      ...(terms.modelKey === undefined ? {} : { EncryptionKeyArn: terms.modelKey }),
    },
  };
}

const tagsOf = (launch: { id: string; requester: string; card: { channel: string } }) => [
  { Key: 'rung:launch', Value: launch.id },
  { Key: 'rung:requester', Value: launch.requester },
  { Key: 'rung:channel', Value: launch.card.channel },
];

function needed(uri: S3Uri | undefined): S3Uri {
  if (!uri) throw new Error('a job that reads a file was asked for without its frozen copy');
  return uri;
}
