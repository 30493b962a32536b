import { AwsError } from '../kit/aws-error.ts';
import type { Machine } from './definition.ts';
import { Interruption } from './failure.ts';
import type { HistoryLog } from './history-log.ts';
import { parseJson } from './json.ts';
import type { ExecutionRecord, Outcome } from './record.ts';
import type { RecordFolder } from './record-folder.ts';
import { emit, forgetInside, type Run, unlessEnded, type World } from './run.ts';
import { runFlow } from './run-flow.ts';
import { outcomeOf, writeOutcome } from './run-outcome.ts';
import type { StateMachineRecord } from './state-machines.ts';

/** An execution that the service knows, running or closed. */
export interface Held {
  readonly record: ExecutionRecord;
  readonly history: HistoryLog;
  readonly run?: Run;
  /** Settles when the run has ended or was suspended. */
  readonly ended?: Promise<void>;
}

export interface Executions {
  /** Starts one, or gives the running one of the same name and input. */
  start(machine: StateMachineRecord, given: { name: string; input: string }): ExecutionRecord;
  stop(executionArn: string, reason: { error?: string; cause?: string }): Promise<ExecutionRecord>;
  /** Goes on with one that ended without success, from the state that it ended in. Sandbox epoch milliseconds. */
  redrive(executionArn: string): number;
  get(executionArn: string): Held;
  all(): ExecutionRecord[];
  findToken(token: string): { record: ExecutionRecord; run: Run | undefined } | undefined;
  /** Leaves everything that runs as it stands. */
  suspend(): Promise<void>;
}

interface Parts {
  readonly records: RecordFolder;
  readonly world: World;
  readonly definition: (hash: string) => Machine;
  /** When executions of the process before may go on. */
  readonly ready: Promise<unknown>;
}

/** Opens the executions that the folder keeps, and goes on with those that were running. */
export function openExecutions(parts: Parts): Executions {
  const held = new Map<string, Held>();
  for (const record of parts.records.records()) {
    const history = parts.records.history(record);
    const running = record.outcome.status === 'RUNNING';
    held.set(record.executionArn, running ? launched(parts, record, history) : { record, history });
  }
  const get = (executionArn: string): Held => {
    const found = held.get(executionArn);
    if (found) return found;
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  };
  return {
    get,
    all: () => [...held.values()].map(({ record }) => record),
    findToken(token) {
      const found = [...held.values()].find(({ record }) => Object.hasOwn(record.tokens, token));
      return found && { record: found.record, run: found.run };
    },
    start(machine, given) {
      const executionArn = executionArnOf(machine, given.name);
      const known = held.get(executionArn)?.record;
      if (known?.outcome.status === 'RUNNING' && known.input === given.input) return known;
      if (known) throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
      const record = newRecord(machine, { ...given, executionArn, startMs: parts.world.clock.nowMs() });
      const now = { ...parts, ready: Promise.resolve() };
      held.set(executionArn, launched(now, record, parts.records.history(record)));
      return record;
    },
    async stop(executionArn, reason) {
      const { record, run, ended } = get(executionArn);
      if (run && record.outcome.status === 'RUNNING') {
        run.stopReason = reason;
        run.ending.abort(new Interruption('stopped'));
        await ended;
      }
      return record;
    },
    redrive(executionArn) {
      const again = redriven(parts, get(executionArn));
      held.set(executionArn, again);
      return parts.world.clock.nowMs();
    },
    async suspend() {
      const running = [...held.values()].filter(({ record }) => record.outcome.status === 'RUNNING');
      for (const { run } of running) run?.ending.abort(new Interruption('suspended'));
      await Promise.all(running.map(({ ended }) => ended));
    },
  };
}

/** The same execution, going on from the state that it ended in. */
function redriven(parts: Parts, { record, history }: Held): Held {
  const { restart, outcome } = record;
  if (outcome.status === 'RUNNING' || restart === undefined)
    throw new AwsError(
      'ExecutionNotRedrivable',
      `'${record.executionArn}' is ${outcome.status}: it cannot be redriven`,
    );
  const enteredMs = parts.world.clock.nowMs();
  record.frames[''] = { ...restart, enteredMs, retries: [], phase: { kind: 'entered' } };
  record.outcome = { status: 'RUNNING' };
  record.redriveCount = (record.redriveCount ?? 0) + 1;
  delete record.restart;
  const again = launched({ ...parts, ready: Promise.resolve() }, record, history);
  const details = { redriveCount: record.redriveCount };
  emit(again.run, { lastEventId: 0 }, { type: 'ExecutionRedriven', details });
  return again;
}

const executionArnOf = ({ stateMachineArn }: StateMachineRecord, name: string) =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;

function newRecord(
  machine: StateMachineRecord,
  given: { name: string; input: string; executionArn: string; startMs: number },
): ExecutionRecord {
  const { stateMachineArn, roleArn, definitionHash } = machine;
  const outcome: Outcome = { status: 'RUNNING' };
  return { ...given, stateMachineArn, roleArn, definitionHash, outcome, eventCount: 0, frames: {}, tokens: {} };
}

function launched(
  { records, world, definition, ready }: Parts,
  record: ExecutionRecord,
  history: HistoryLog,
): Held & { readonly run: Run } {
  const run: Run = {
    record,
    history,
    world,
    machine: definition(record.definitionHash),
    ending: new AbortController(),
    bells: new Map(),
    save: () => records.save(record),
  };
  if (record.eventCount === 0) {
    const { input, roleArn } = record;
    emit(
      run,
      { lastEventId: 0 },
      { type: 'ExecutionStarted', details: { input, inputDetails: { truncated: false }, roleArn } },
    );
    run.save();
  }
  return { record, history, run, ended: drive(run, ready) };
}

async function drive(run: Run, ready: Promise<unknown>): Promise<void> {
  const { record, machine, ending, world } = run;
  const over = new AbortController();
  if (machine.TimeoutSeconds !== undefined) {
    const leftMs = record.startMs + machine.TimeoutSeconds * 1000 - world.clock.nowMs();
    world.clock.sleep(leftMs, over.signal).then(
      () => ending.abort(new Interruption('timedOut')),
      () => undefined,
    );
  }
  const input = parseJson(record.input) ?? {};
  const flow = async () => {
    await unlessEnded(ending.signal, ready);
    return await runFlow(run, machine, { path: '', input, signal: ending.signal, after: 0 });
  };
  const outcome = await flow().then(
    (output) => ({ status: 'SUCCEEDED' as const, stopMs: world.clock.nowMs(), output: JSON.stringify(output) }),
    (error: unknown) => outcomeOf(run, error),
  );
  over.abort();
  if (outcome.status === 'RUNNING') return;
  writeOutcome(run, outcome);
  forgetInside(record, '');
  const last = record.frames[''];
  if (last && outcome.status !== 'SUCCEEDED')
    record.restart = { state: last.state, input: last.input, lastEventId: last.lastEventId };
  delete record.frames[''];
  record.outcome = outcome;
  run.save();
}
