import { loadModel } from '../models/service-model.ts';

/** Operations of the three services that AWS has and the sandbox answers with 501. */
export const NOT_DONE: Readonly<Record<'bedrock' | 'bedrock-runtime' | 'bedrock-agent-runtime', readonly string[]>> = {
  bedrock: loadModel('bedrock').otherOperations,
  'bedrock-runtime': loadModel('bedrock-runtime').otherOperations,
  'bedrock-agent-runtime': loadModel('bedrock-agent-runtime').otherOperations,
};

/** Customization types that AWS trains and the sandbox refuses with ValidationException. */
export const NOT_TRAINED = ['DISTILLATION', 'REINFORCEMENT_FINE_TUNING', 'CONTINUED_PRE_TRAINING'] as const;

/** What operations that are done leave out. */
export const LEFT_OUT: readonly string[] = [
  'CreateModelCustomizationJob: a custom model as the base; images and video; VPC, KMS keys and the role’s permissions are not looked at',
  'CreateModelCustomizationJob: the customized model is a small one of the sandbox, whatever base model the job names',
  'CreateProvisionedModelThroughput: no quota of model units',
  'Converse: tools, JSON schemas, images, documents, guardrails, prompt ARNs, imported models; sampling (answers are greedy)',
  'CountTokens: an approximation',
  'Retrieve: metadata filters, reranking, images, paging',
];
