import crypto from 'node:crypto';
import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import type { CallContext, OperationHandler } from '../models/serve-model.ts';
import { REQUEST_FIELDS_NOT_DONE } from './coverage.ts';
import type { Executions } from './executions.ts';
import { withoutData } from './history-log.ts';
import { parseJson } from './json.ts';
import { checkArn, checkName } from './names.ts';
import { page } from './paging.ts';
import type { ExecutionRecord } from './record.ts';
import type { StateMachineRecord, StateMachines } from './state-machines.ts';
import { answerToken, heartbeat } from './task-tokens.ts';

type Input = Record<string, unknown>;
type Handlers = Record<string, OperationHandler>;

/** The operations of the service, over the wire and within the process. */
export function operationsOf(machines: StateMachines, executions: Executions): Handlers {
  return {
    ...machineOperations(machines),
    ...executionOperations(machines, executions),
    ...tokenOperations(executions),
  };
}

const seconds = (ms: number) => ms / 1000;
const textIn = (input: Input, name: string) => String(input[name] ?? '');

function refuseUnsupported(operation: string, input: Input): void {
  const given = REQUEST_FIELDS_NOT_DONE[operation]?.find((name) => input[name] !== undefined && input[name] !== false);
  if (given) throw notInSandbox('stepfunctions', `${operation} with ${given}`);
}

const KEPT = ['loggingConfiguration', 'tracingConfiguration', 'tags'];

function machineOperations(machines: StateMachines): Handlers {
  return {
    CreateStateMachine(input, { region }: CallContext) {
      refuseUnsupported('CreateStateMachine', input);
      if (input['type'] === 'EXPRESS')
        throw new AwsError('StateMachineTypeNotSupported', 'The sandbox runs STANDARD state machines only.');
      const kept = Object.fromEntries(KEPT.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));
      const [name, definition] = [textIn(input, 'name'), textIn(input, 'definition')];
      const made = machines.create({ name, definition, roleArn: textIn(input, 'roleArn'), region, kept });
      return { stateMachineArn: made.stateMachineArn, creationDate: seconds(made.createdMs) };
    },
    DescribeStateMachine(input) {
      const found = machines.get(checkArn(textIn(input, 'stateMachineArn'), 'stateMachine'));
      const { tags: _, ...kept } = found.kept;
      const definition = machines.definitionText(found.definitionHash);
      return { ...summaryOfMachine(found), ...kept, definition, roleArn: found.roleArn, status: 'ACTIVE' };
    },
    ListStateMachines(input) {
      const { page: found, ...rest } = page(machines.all(), (machine) => machine.stateMachineArn, input);
      return { stateMachines: found.map(summaryOfMachine), ...rest };
    },
  };
}

const summaryOfMachine = ({ stateMachineArn, name, createdMs }: StateMachineRecord) => ({
  stateMachineArn,
  name,
  type: 'STANDARD',
  creationDate: seconds(createdMs),
});

function executionOperations(machines: StateMachines, executions: Executions): Handlers {
  const arnIn = (input: Input) => checkArn(textIn(input, 'executionArn'), 'execution');
  return {
    StartExecution(input) {
      const machine = machines.get(checkArn(textIn(input, 'stateMachineArn'), 'stateMachine'));
      const name = String(input['name'] ?? crypto.randomUUID());
      const given = String(input['input'] ?? '{}');
      checkName(name);
      if (parseJson(given) === undefined)
        throw new AwsError('InvalidExecutionInput', 'Invalid State Machine Execution Input: the input is not JSON');
      const { executionArn, startMs } = executions.start(machine, { name, input: given });
      return { executionArn, startDate: seconds(startMs) };
    },
    DescribeExecution: (input) =>
      describe(executions.get(arnIn(input)).record, input['includedData'] === 'METADATA_ONLY'),
    async StopExecution(input) {
      const { error, cause } = input as { error?: string; cause?: string };
      const reason = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
      const { outcome } = await executions.stop(arnIn(input), reason);
      return { stopDate: seconds('stopMs' in outcome ? outcome.stopMs : 0) };
    },
    RedriveExecution: (input) => ({ redriveDate: seconds(executions.redrive(arnIn(input))) }),
    ListExecutions(input) {
      refuseUnsupported('ListExecutions', input);
      const { stateMachineArn } = machines.get(checkArn(textIn(input, 'stateMachineArn'), 'stateMachine'));
      const { statusFilter, redriveFilter } = input;
      const wanted = executions
        .all()
        .filter((record) => record.stateMachineArn === stateMachineArn)
        .filter(({ outcome }) => statusFilter === undefined || outcome.status === statusFilter)
        .filter(
          ({ redriveCount = 0 }) => redriveFilter === undefined || (redriveFilter === 'REDRIVEN') === redriveCount > 0,
        )
        .reverse();
      const { page: found, ...rest } = page(wanted, (record) => record.executionArn, input);
      return { executions: found.map(summaryOf), ...rest };
    },
    GetExecutionHistory(input) {
      const events = executions.get(arnIn(input)).history.events();
      const ordered = input['reverseOrder'] === true ? events.toReversed() : events;
      const { page: found, ...rest } = page(ordered, (event) => String(event.id), input);
      return { events: input['includeExecutionData'] === false ? found.map(withoutData) : found, ...rest };
    },
  };
}

function summaryOf(record: ExecutionRecord) {
  const { executionArn, stateMachineArn, name, startMs, outcome, redriveCount = 0 } = record;
  const stop = 'stopMs' in outcome ? { stopDate: seconds(outcome.stopMs) } : {};
  return {
    executionArn,
    stateMachineArn,
    name,
    status: outcome.status,
    startDate: seconds(startMs),
    ...stop,
    redriveCount,
  };
}

function describe(record: ExecutionRecord, metadataOnly: boolean): object {
  const { stopMs: _, status: __, ...ended } = { stopMs: 0, ...record.outcome };
  const { output, ...failed } = { output: undefined, ...ended };
  const included = { included: true };
  const data = {
    input: record.input,
    inputDetails: included,
    ...(output === undefined ? {} : { output, outputDetails: included }),
    ...failed,
  };
  return { ...summaryOf(record), ...(metadataOnly ? {} : data) };
}

function tokenOperations(executions: Executions): Handlers {
  const holders = { find: (token: string) => executions.findToken(token) };
  return {
    SendTaskSuccess(input) {
      const output = parseJson(textIn(input, 'output'));
      if (output === undefined) throw new AwsError('InvalidOutput', "Invalid Output: 'Invalid JSON'");
      answerToken(holders, textIn(input, 'taskToken'), { output });
      return {};
    },
    SendTaskFailure(input) {
      const answer = { error: textIn(input, 'error'), cause: textIn(input, 'cause') };
      answerToken(holders, textIn(input, 'taskToken'), answer);
      return {};
    },
    SendTaskHeartbeat(input) {
      heartbeat(holders, textIn(input, 'taskToken'));
      return {};
    },
  };
}
