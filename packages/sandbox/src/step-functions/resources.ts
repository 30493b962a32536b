import { loadModel, type ServiceModel } from '../models/service-model.ts';
import { lowerFirst } from './member-names.ts';

/** What a Task's `Resource` asks for; `resourceType` and `resource` are how the history names it. */
export type Task = { readonly resourceType: string; readonly resource: string } & (
  | { readonly kind: 'lambda'; readonly waitsForToken: boolean }
  | { readonly kind: 'customizationJob'; readonly waitsForEnd: boolean }
  | { readonly kind: 'bedrock'; readonly operation: string }
);

const CREATE_JOB = 'createModelCustomizationJob';

/** The operations of Amazon Bedrock that the sandbox's model knows, for names, members and types. */
export const BEDROCK: ServiceModel = loadModel('bedrock');

/** Reads a `Resource`; undefined for everything that the sandbox does not run. */
export function parseResource(arn: string): Task | undefined {
  const [, integration = '', resource = ''] = /^arn:aws:states:::(aws-sdk:[^:]+|[^:]+):(.+)$/.exec(arn) ?? [];
  const names = { resourceType: integration, resource };
  if (integration === 'lambda' && resource === 'invoke') return { ...names, kind: 'lambda', waitsForToken: false };
  if (integration === 'lambda' && resource === 'invoke.waitForTaskToken')
    return { ...names, kind: 'lambda', waitsForToken: true };
  if (integration === 'bedrock' && resource === CREATE_JOB)
    return { ...names, kind: 'customizationJob', waitsForEnd: false };
  if (integration === 'bedrock' && resource === `${CREATE_JOB}.sync`)
    return { ...names, kind: 'customizationJob', waitsForEnd: true };
  const operation = Object.keys(BEDROCK.operations).find((name) => lowerFirst(name) === resource);
  return integration === 'aws-sdk:bedrock' && operation ? { ...names, kind: 'bedrock', operation } : undefined;
}

/** The Bedrock operation that a task calls first; undefined for Lambda. */
export function bedrockOperation(task: Task): string | undefined {
  if (task.kind === 'lambda') return undefined;
  return task.kind === 'bedrock' ? task.operation : 'CreateModelCustomizationJob';
}
