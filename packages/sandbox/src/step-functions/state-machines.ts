import crypto from 'node:crypto';
import path from 'node:path';
import { AwsError } from '../kit/aws-error.ts';
import { openMap } from '../kit/durable-map.ts';
import { checkDefinition } from './check-definition.ts';
import type { Machine } from './definition.ts';
import { checkName } from './names.ts';

export interface StateMachineRecord {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly definitionHash: string;
  readonly roleArn: string;
  readonly createdMs: number;
  /** `loggingConfiguration`, `tracingConfiguration` and `tags`, as they were given. */
  readonly kept: Readonly<Record<string, unknown>>;
}

export interface NewStateMachine {
  readonly name: string;
  /** Amazon States Language, as text. */
  readonly definition: string;
  readonly roleArn: string;
}

export interface StateMachines {
  /** Creates, or gives the one that is the same in everything; another of that name is StateMachineAlreadyExists. */
  create(given: NewStateMachine & { region: string; kept?: Record<string, unknown> }): StateMachineRecord;
  /** Creates, or gives the existing one a new definition and role, as a deployment does. */
  deploy(given: NewStateMachine & { region: string }): StateMachineRecord;
  get(stateMachineArn: string): StateMachineRecord;
  all(): StateMachineRecord[];
  definitionText(hash: string): string;
  machine(hash: string): Machine;
}

/** The account that the sandbox is. */
const ACCOUNT = '123456789012';

/** Opens the state machines kept in `directory`. Definitions are kept by their hash, for executions outlive new ones. */
export function openStateMachines(nowMs: () => number, directory?: string): StateMachines {
  const file = (name: string) => (directory ? path.join(directory, name) : undefined);
  const machines = openMap<StateMachineRecord>(file('state-machines.json'));
  const definitions = openMap<string>(file('definitions.json'));
  const definitionText = (hash: string) => definitions.get(hash) ?? lost(hash);
  const written = (given: NewStateMachine & { region: string; kept?: Record<string, unknown> }): StateMachineRecord => {
    checkName(given.name);
    checkRole(given.roleArn);
    checkDefinition(given.definition);
    const definitionHash = crypto.createHash('sha256').update(given.definition).digest('hex');
    const stateMachineArn = `arn:aws:states:${given.region}:${ACCOUNT}:stateMachine:${given.name}`;
    const createdMs = machines.get(stateMachineArn)?.createdMs ?? nowMs();
    const { name, roleArn, kept = {} } = given;
    if (!definitions.has(definitionHash)) definitions.set(definitionHash, given.definition);
    return { stateMachineArn, name, definitionHash, roleArn, createdMs, kept };
  };
  const keep = (record: StateMachineRecord) => {
    machines.set(record.stateMachineArn, record);
    return record;
  };
  return {
    definitionText,
    machine: (hash) => JSON.parse(definitionText(hash)) as Machine,
    all: () => machines.values(),
    deploy: (given) => keep(written(given)),
    create(given) {
      const record = written(given);
      const known = machines.get(record.stateMachineArn);
      if (known && (known.definitionHash !== record.definitionHash || known.roleArn !== record.roleArn))
        throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${record.stateMachineArn}'`);
      return known ?? keep(record);
    },
    get(stateMachineArn) {
      const known = machines.get(stateMachineArn);
      if (known) return known;
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
    },
  };
}

function checkRole(roleArn: string): void {
  if (!/^arn:[a-z-]+:iam::\d{12}:role\/.+$/.test(roleArn))
    throw new AwsError('InvalidArn', `Invalid Role Arn: '${roleArn}'`);
}

function lost(hash: string): never {
  throw new Error(`the definition ${hash} is gone from the sandbox's directory; start it with an empty one`);
}
