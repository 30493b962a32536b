/**
 * What the sandbox's Step Functions do and do not do. Besides the lists below, it differs from AWS without being able to refuse in this:
 * an execution is not failed at 25,000 history events, and no quota on executions or requests applies; the name of a closed execution
 * is never free again (AWS: after 90 days); a Lambda invocation that runs while the process stops is made again at the next start; a
 * job whose stop fails is not asked again; a redrive begins a Map or Parallel state anew, where AWS repeats the branches that failed, and
 * is possible for ever (AWS: 14 days); roles, logging, tracing and tags are kept and described, never acted on; how often .sync
 * looks at a job AWS does not publish, here it is every 30 seconds of the sandbox clock.
 */

/** The operations of AWS Step Functions that the sandbox answers as AWS does. */
export const OPERATIONS_DONE = [
  'CreateStateMachine',
  'DescribeExecution',
  'DescribeStateMachine',
  'GetExecutionHistory',
  'ListExecutions',
  'ListStateMachines',
  'RedriveExecution',
  'SendTaskFailure',
  'SendTaskHeartbeat',
  'SendTaskSuccess',
  'StartExecution',
  'StopExecution',
] as const;

/** The operations that answer 501 here. */
export const OPERATIONS_NOT_DONE = [
  'CreateActivity',
  'CreateStateMachineAlias',
  'DeleteActivity',
  'DeleteStateMachine',
  'DeleteStateMachineAlias',
  'DeleteStateMachineVersion',
  'DescribeActivity',
  'DescribeMapRun',
  'DescribeStateMachineAlias',
  'DescribeStateMachineForExecution',
  'GetActivityTask',
  'ListActivities',
  'ListMapRuns',
  'ListStateMachineAliases',
  'ListStateMachineVersions',
  'ListTagsForResource',
  'PublishStateMachineVersion',
  'StartSyncExecution',
  'TagResource',
  'TestState',
  'UntagResource',
  'UpdateMapRun',
  'UpdateStateMachine',
  'UpdateStateMachineAlias',
  'ValidateStateMachineDefinition',
] as const;

/** Fields of requests that AWS acts on and the sandbox refuses with 501. */
export const REQUEST_FIELDS_NOT_DONE: Readonly<Record<string, readonly string[]>> = {
  CreateStateMachine: ['publish', 'versionDescription', 'encryptionConfiguration'],
  ListExecutions: ['mapRunArn'],
};

const ANY = ['Type', 'Comment', 'QueryLanguage'];
const PATHS = [...ANY, 'InputPath', 'OutputPath'];
const ONWARD = [...PATHS, 'Next', 'End'];
const GUARDED = [...ONWARD, 'Parameters', 'ResultSelector', 'ResultPath', 'Retry', 'Catch'];

/** Every field of Amazon States Language that the interpreter acts on. A definition with any other field is refused. */
export const FIELDS_DONE: Readonly<Record<string, readonly string[]>> = {
  Machine: ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'],
  Flow: ['Comment', 'QueryLanguage', 'StartAt', 'States', 'ProcessorConfig'],
  Pass: [...ONWARD, 'Parameters', 'Result', 'ResultPath'],
  Task: [...GUARDED, 'Resource', 'TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath'],
  Choice: [...PATHS, 'Choices', 'Default'],
  Wait: [...ONWARD, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Succeed: PATHS,
  Fail: [...ANY, 'Error', 'ErrorPath', 'Cause', 'CausePath'],
  Parallel: [...GUARDED, 'Branches'],
  Map: [...GUARDED, 'ItemProcessor', 'Iterator', 'ItemsPath', 'ItemSelector', 'MaxConcurrency', 'MaxConcurrencyPath'],
  Retrier: [
    'Comment',
    'ErrorEquals',
    'IntervalSeconds',
    'MaxAttempts',
    'BackoffRate',
    'MaxDelaySeconds',
    'JitterStrategy',
  ],
  Catcher: ['Comment', 'ErrorEquals', 'Next', 'ResultPath'],
};

/** What of the language is refused at CreateStateMachine with InvalidDefinition, by the name that the refusal says. */
export const LANGUAGE_NOT_DONE = [
  'Arguments',
  'Assign',
  'Credentials',
  'ItemBatcher',
  'ItemReader',
  'Items',
  'JSONata',
  'Label',
  'Mode DISTRIBUTED',
  'Output',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
  'variables',
] as const;
