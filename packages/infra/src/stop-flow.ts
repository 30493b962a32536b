import { lambda } from './lambda.ts';
import type { Stage } from './stage.ts';
import definition from './stop-flow.asl.json';
import { workflow } from './workflow.ts';

/** A confirmed deletion: the workflow that waits its minute, and the one function whose role may delete, and only what carries the tag. */
export function stopFlow({ at, environment }: Stage) {
  lambda('stop', { at, timeout: '60 seconds', memory: '512 MB', environment });
  return workflow('StopFlow', { at, part: 'stop-flow', definition });
}
