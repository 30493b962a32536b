import definition from './judge-flow.asl.json';
import { lambda } from './lambda.ts';
import type { Stage } from './stage.ts';
import { workflow } from './workflow.ts';

/** The judge workflow as it stands in its file, and the function that runs its steps. */
export function judgeFlow({ at, environment }: Stage) {
  lambda('judge-step', { at, timeout: '900 seconds', memory: '1769 MB', environment });
  return workflow('JudgeFlow', { at, part: 'judge-flow', definition });
}
