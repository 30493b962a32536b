import type { TaskState } from './definition.ts';
import { withinDataLimit } from './failure.ts';
import type { Json } from './json.ts';
import { parseResource } from './resources.ts';
import type { Visit } from './run.ts';
import { runBedrockCall, runCustomizationJob } from './task-bedrock.ts';
import { runLambda, runLambdaWithToken } from './task-lambda.ts';

/** Does what a Task's resource says, once; what it gives. */
export async function runTask(visit: Visit<TaskState>): Promise<Json> {
  const task = parseResource(visit.state.Resource);
  switch (task?.kind) {
    case 'lambda':
      return withinDataLimit(await (task.waitsForToken ? runLambdaWithToken : runLambda)(visit, task), 'result');
    case 'customizationJob':
      return withinDataLimit(await (task.waitsForEnd ? runCustomizationJob : runBedrockCall)(visit, task), 'result');
    case 'bedrock':
      return withinDataLimit(await runBedrockCall(visit, task), 'result');
    case undefined:
      throw new Error(`the definition was accepted with the resource ${visit.state.Resource}`);
    default:
      return task satisfies never;
  }
}
