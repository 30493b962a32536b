import definition from './host-flow.asl.json';
import { lambda } from './lambda.ts';
import type { Stage } from './stage.ts';
import { workflow } from './workflow.ts';

/** The host workflow as it stands in its file, whose role alone makes hostings, and the function that runs its steps. */
export function hostFlow({ at, environment }: Stage) {
  lambda('host-step', { at, timeout: '60 seconds', memory: '512 MB', environment });
  return workflow('HostFlow', { at, part: 'host-flow', definition });
}
