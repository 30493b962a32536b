/** An error as Step Functions catches it. */
export interface Caught {
  readonly Error?: string;
  readonly Cause?: string;
}

export const errorOf = ({ Error: name = 'no error', Cause: cause = '' }: Caught) => ({ name, cause });

/** What a workflow asks its function for: a step by its name, of a record by its id; the id is undefined where it is none. */
export interface AskedStep<Deps, Id, Event> {
  readonly steps: Readonly<Record<string, (deps: Deps, id: Id, event: Event) => Promise<unknown>>>;
  readonly id: Id | undefined;
  /** The id as it came. */
  readonly of: string;
}

/** Takes the step that the workflow asks for; its answer is null where it has none, which Step Functions can carry on. */
export async function takeNamedStep<Deps, Id, Event extends { readonly step: string }>(
  deps: Deps,
  event: Event,
  { steps, id, of }: AskedStep<Deps, Id, Event>,
): Promise<unknown> {
  const step = steps[event.step];
  if (id === undefined || !step)
    throw new Error(`the workflow asked for step "${event.step}" of "${of}", which this function does not know`);
  return (await step(deps, id, event)) ?? null;
}
