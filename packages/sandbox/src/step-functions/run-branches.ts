import type { Flow, MapState, ParallelState } from './definition.ts';
import { Failure, Interruption, isSuspension } from './failure.ts';
import type { Json, JsonObject } from './json.ts';
import { demandCount, demandPath } from './paths.ts';
import { emit, enterPhase, type Place, scopeOf, type Visit } from './run.ts';
import { effectiveInput, filled } from './shaping.ts';

/** Runs every branch on the state's input; the list of what they give. */
export async function runParallel(visit: Visit<ParallelState>): Promise<Json> {
  const { state } = visit;
  const input = filled(visit, state.Parameters, { input: effectiveInput(visit) });
  const after = started(visit);
  const map = visit.frame.map ? { map: visit.frame.map } : {};
  const branches = state.Branches.map(
    (flow, index) => (signal: AbortSignal) =>
      visit.into(visit.run, flow, { ...inner(visit, index), input, signal, after, ...map }),
  );
  return await together(visit, branches, branches.length);
}

/** Runs the processor on every item; the list of what they give. */
export async function runMap(visit: Visit<MapState>): Promise<Json> {
  const { state } = visit;
  const input = effectiveInput(visit);
  const scope = scopeOf(visit, input);
  const items = demandPath(state.ItemsPath ?? '$', scope);
  const flow = state.ItemProcessor ?? state.Iterator;
  if (!Array.isArray(items) || !flow)
    throw new Failure('States.Runtime', `Reference path "${state.ItemsPath ?? '$'}" must point to array.`);
  const atOnce =
    state.MaxConcurrencyPath === undefined ? (state.MaxConcurrency ?? 0) : demandCount(state.MaxConcurrencyPath, scope);
  const after = started(visit, { length: items.length });
  const iterations = items.map(
    (item, index) => (signal: AbortSignal) => iterate(visit, flow, { item, index, input, signal, after }),
  );
  return await together(visit, iterations, atOnce || items.length);
}

interface Iteration {
  readonly item: Json;
  readonly index: number;
  readonly input: Json;
  readonly signal: AbortSignal;
  readonly after: number;
}

async function iterate(visit: Visit<MapState>, flow: Flow, { item, index, input, signal, after }: Iteration) {
  const { run, frame, state } = visit;
  const map: JsonObject = { Item: { Index: index, Value: item } };
  const place = inner(visit, index);
  const details = { name: frame.state, index };
  const known = run.record.frames[place.path];
  const first = { lastEventId: after };
  if (!known) emit(run, first, { type: 'MapIterationStarted', details });
  const template = state.ItemSelector ?? state.Parameters;
  const selected = template === undefined ? item : filled({ ...visit, frame: { ...frame, map } }, template, { input });
  try {
    const output = await visit.into(run, flow, { ...place, input: selected, signal, after: first.lastEventId, map });
    emit(run, { lastEventId: run.record.eventCount }, { type: 'MapIterationSucceeded', details });
    return output;
  } catch (error) {
    const type = error instanceof Failure ? 'MapIterationFailed' : 'MapIterationAborted';
    if (!isSuspension(error)) emit(run, { lastEventId: run.record.eventCount }, { type, details });
    throw error;
  }
}

const inner = (visit: Visit, index: number): Pick<Place, 'path'> => ({
  path: `${visit.path}/${visit.frame.state}[${index}]`,
});

/** Writes that the branches start, once, and gives the event that they follow. */
function started(visit: Visit<ParallelState | MapState>, details?: JsonObject): number {
  const { frame, run, state } = visit;
  if (frame.phase.kind === 'branches') return frame.phase.startedEventId;
  const startedEventId = emit(run, frame, { type: `${state.Type}StateStarted`, ...(details ? { details } : {}) });
  enterPhase(visit, { kind: 'branches', startedEventId });
  return startedEventId;
}

/** Runs jobs, at most `atOnce` at a time; the first failure ends the others, and is thrown once they have ended. */
async function together(
  visit: Visit<ParallelState | MapState>,
  jobs: ((signal: AbortSignal) => Promise<Json>)[],
  atOnce: number,
): Promise<Json> {
  const { run, frame, state } = visit;
  const failing = new AbortController();
  const signal = AbortSignal.any([visit.signal, failing.signal]);
  const results: Json[] = [];
  const queue = jobs.entries();
  const work = async () => {
    for (const [index, job] of queue) {
      signal.throwIfAborted();
      results[index] = await job(signal);
    }
  };
  const workers = Array.from({ length: Math.min(atOnce, jobs.length) }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    failing.abort(new Interruption('overtaken'));
    await Promise.allSettled(workers);
    frame.lastEventId = run.record.eventCount;
    if (error instanceof Failure) emit(run, frame, { type: `${state.Type}StateFailed` });
    throw error;
  }
  frame.lastEventId = run.record.eventCount;
  emit(run, frame, { type: `${state.Type}StateSucceeded` });
  return results;
}
