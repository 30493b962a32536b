/** The parts of the Amazon States Language that the workflows use; the sandbox's interpreter runs all of it in the journeys. */
interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Parameters?: object;
  readonly ResultSelector?: object;
  readonly ResultPath?: string | null;
  readonly TimeoutSeconds?: number;
  readonly Seconds?: number;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { Variable: string; StringEquals?: string; StringMatches?: string; Next: string }[];
  readonly Retry?: readonly {
    ErrorEquals: string[];
    IntervalSeconds?: number;
    MaxAttempts: number;
    BackoffRate?: number;
  }[];
  readonly Catch?: readonly { ErrorEquals: string[]; ResultPath: string; Next: string }[];
}

type Json = unknown;
type Data = Record<string, Json>;

/** What a workflow acts on. */
export interface FlowWorld {
  sleep(seconds: number): Promise<void>;
  step(payload: Data): Promise<Json>;
  /** Gives the step a token and resolves when somebody wakes it; rejects with `States.Timeout` when nobody does. */
  stepWithToken(payload: (token: string) => Data, timeoutSeconds: number): Promise<Json>;
  /** Any other call, by its resource ("aws-sdk:bedrock:deleteCustomModelDeployment"). */
  act(resource: string, request: Data): Promise<Json>;
}

/** Somebody stopped the execution: it enters no state after that. */
export class ExecutionStopped extends Error {
  override readonly name = 'ExecutionStopped';
}

/** A definition as its file has it. */
interface Flow {
  readonly StartAt: string;
  readonly States: object;
}

/** Runs a deployed workflow, file as it stands, to its end. */
export async function walkFlow({ StartAt, States }: Flow, world: FlowWorld, input: Data): Promise<void> {
  const states = States as Readonly<Record<string, State>>;
  let [name, data] = [StartAt, input];
  for (;;) {
    const state = states[name];
    if (!state) throw new Error(`the workflow has no state ${name}`);
    if (state.Type === 'Succeed') return;
    [name, data] = await enter(world, state, data);
  }
}

async function enter(world: FlowWorld, state: State, data: Data): Promise<[string, Data]> {
  switch (state.Type) {
    case 'Choice': {
      const chosen = state.Choices?.find((choice) => isChosen(choice, data));
      return [chosen?.Next ?? state.Default ?? '', data];
    }
    case 'Wait':
      await world.sleep(state.Seconds ?? 0);
      return [state.Next ?? '', data];
    case 'Task':
      return task(world, state, data);
    default:
      throw new Error(`the walker knows no ${state.Type}`);
  }
}

function isChosen(choice: NonNullable<State['Choices']>[number], data: Data): boolean {
  const value = at(choice.Variable, data);
  if (choice.StringMatches === undefined) return value === choice.StringEquals;
  return String(value).startsWith(choice.StringMatches.slice(0, -1));
}

async function task(world: FlowWorld, state: State, data: Data): Promise<[string, Data]> {
  const tries = (state.Retry ?? []).map(() => 0);
  for (;;) {
    try {
      const result = await call(world, state, data);
      const selected = state.ResultSelector ? filled(state.ResultSelector, { Payload: result }) : result;
      return [state.Next ?? '', placed(state.ResultPath, data, selected)];
    } catch (thrown) {
      const error = thrown as Error;
      if (error instanceof ExecutionStopped) throw error;
      const retry = (state.Retry ?? []).findIndex(({ ErrorEquals }) => matches(ErrorEquals, error));
      const retrier = state.Retry?.[retry];
      const done = tries[retry] ?? 0;
      if (retrier && done < retrier.MaxAttempts) {
        tries[retry] = done + 1;
        await world.sleep((retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** done);
        continue;
      }
      const caught = state.Catch?.find(({ ErrorEquals }) => matches(ErrorEquals, error));
      if (!caught) throw error;
      return [caught.Next, placed(caught.ResultPath, data, { Error: error.name, Cause: error.message })];
    }
  }
}

const matches = (names: readonly string[], error: Error) => names.includes('States.ALL') || names.includes(error.name);

function call(world: FlowWorld, state: State, data: Data): Promise<Json> {
  const parameters = (token?: string) => filled(state.Parameters ?? {}, data, token) as Data;
  switch (state.Resource) {
    case 'arn:aws:states:::lambda:invoke':
      return world.step(parameters()['Payload'] as Data);
    case 'arn:aws:states:::lambda:invoke.waitForTaskToken':
      return world.stepWithToken((token) => parameters(token)['Payload'] as Data, state.TimeoutSeconds ?? 0);
    default:
      return world.act((state.Resource ?? '').replace('arn:aws:states:::', ''), parameters());
  }
}

/** A template with its `name.$` members read from the data. */
function filled(template: object, data: Data, token?: string): Json {
  if (Array.isArray(template))
    return template.map((item: object) => (typeof item === 'object' ? filled(item, data, token) : item));
  return Object.fromEntries(
    Object.entries(template).map(([name, value]: [string, Json]) => {
      if (name.endsWith('.$')) return [name.slice(0, -2), value === '$$.Task.Token' ? token : at(String(value), data)];
      return [name, typeof value === 'object' && value !== null ? filled(value, data, token) : value];
    }),
  );
}

function at(path: string, data: Data): Json {
  return path
    .split('.')
    .slice(1)
    .reduce<Json>((value, member) => (value as Data | undefined)?.[member], data);
}

function placed(path: string | null | undefined, data: Data, result: Json): Data {
  if (path === null) return data;
  return path === undefined || path === '$' ? (result as Data) : { ...data, [path.slice(2)]: result };
}
