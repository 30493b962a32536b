import { loadModel } from '../models/service-model.ts';

/** Operations of the three services that AWS has and the sandbox answers with 501. */
export const NOT_DONE: Readonly<
  Record<'bedrock' | 'bedrock-runtime' | 'bedrock-agent-runtime' | 'bedrock-agent', readonly string[]>
> = {
  bedrock: loadModel('bedrock').otherOperations,
  'bedrock-runtime': loadModel('bedrock-runtime').otherOperations,
  'bedrock-agent-runtime': loadModel('bedrock-agent-runtime').otherOperations,
  'bedrock-agent': loadModel('bedrock-agent').otherOperations,
};

/** Customization types that AWS trains and the sandbox refuses with ValidationException. */
export const NOT_TRAINED = ['CONTINUED_PRE_TRAINING'] as const;

/** What operations that are done leave out. */
export const LEFT_OUT: readonly string[] = [
  'CreateModelCustomizationJob: a custom model as the base; images and video; VPC, KMS keys and the role’s permissions are not looked at',
  'CreateModelCustomizationJob: the customized model is a small one of the sandbox, whatever base model the job names',
  'CreateModelCustomizationJob: a distillation’s teacher is the sandbox’s base model, which knows only the answered prompts of the file; filters of logs are not looked at',
  'CreateModelCustomizationJob: reinforcement samples from the file’s reference answers and learns the best graded one, once, before training; batch size, learning rate and reasoning effort are not looked at',
  'CreateModelImportJob: the model’s files are read as far as configuration and tensor shapes; it cannot be invoked',
  'CreatePromptRouter: quality is predicted from the length of the question; ARNs of a team’s own routers read default-prompt-router, as the API’s model has it',
  'CreateAdvancedPromptOptimizationJob: worked examples are the one rewriting; graders, judges and steering criteria are not looked at; the output file is the sandbox’s own',
  'CreateEvaluationJob: one set of own responses beside their references, by Correctness and Completeness; human evaluation, RAG, custom metrics, other metrics and models that Bedrock asks itself are refused; keys and the role’s permissions are not looked at',
  'CreateEvaluationJob: the evaluator compares words with the reference, whatever evaluator model the job names',
  'CreateProvisionedModelThroughput: no quota of model units',
  'GetFoundationModelAvailability: a model that is closed still answers and still trains',
  'Converse: tools, JSON schemas, images, documents, guardrails, prompt ARNs, imported models; sampling (answers are greedy)',
  'CountTokens: an approximation, for Claude models only, as AWS has it',
  'Retrieve: metadata filters, reranking, images, paging',
];
