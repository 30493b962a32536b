import type { Flow } from './definition.ts';
import type { Json } from './json.ts';
import type { Frame } from './record.ts';
import { emit, type Place, type Run } from './run.ts';
import { runState } from './run-state.ts';

/** Runs a flow to its end, from its start or from where its frame stands. Throws `Failure` and `Interruption`. */
export async function runFlow(run: Run, flow: Flow, place: Place): Promise<Json> {
  const frame = run.record.frames[place.path] ?? open(run, flow, place);
  while (frame.phase.kind !== 'ended') {
    place.signal.throwIfAborted();
    const state = stateOf(flow, frame.state);
    const visit = { run, frame, state, path: place.path, signal: place.signal, into: runFlow };
    const move = await runState(visit);
    if (move.next === undefined) frame.phase = { kind: 'ended', output: move.output };
    else enter(run, flow, { frame, state: move.next, input: move.output });
    run.save();
  }
  return frame.phase.output;
}

function stateOf(flow: Flow, name: string) {
  const state = flow.States[name];
  if (!state) throw new Error(`the definition has no state ${name}`);
  return state;
}

function open(run: Run, flow: Flow, place: Place): Frame {
  const frame: Frame = {
    state: flow.StartAt,
    input: place.input,
    enteredMs: 0,
    lastEventId: place.after,
    retries: [],
    phase: { kind: 'entered' },
    ...(place.map ? { map: place.map } : {}),
  };
  run.record.frames[place.path] = frame;
  enter(run, flow, { frame, state: flow.StartAt, input: place.input });
  run.save();
  return frame;
}

function enter(run: Run, flow: Flow, { frame, state, input }: { frame: Frame; state: string; input: Json }): void {
  frame.state = state;
  frame.input = input;
  frame.enteredMs = run.world.clock.nowMs();
  frame.retries = [];
  frame.phase = { kind: 'entered' };
  emit(run, frame, {
    type: `${stateOf(flow, state).Type}StateEntered`,
    details: { name: state, input: JSON.stringify(input), inputDetails: { truncated: false } },
  });
}
