import { loadModel } from '../models/service-model.ts';

/** Operations that AWS has and the sandbox answers with 501. */
export const NOT_DONE: readonly string[] = [
  ...loadModel('comprehend').otherOperations,
  // Newer than the published model at hand, by the SDK's commands.
  ...['CreateDataset', 'CreateFlywheel', 'DeleteFlywheel', 'DescribeDataset', 'DescribeFlywheel'],
  ...['DescribeFlywheelIteration', 'DetectToxicContent', 'ListDatasets', 'ListFlywheelIterationHistory'],
  ...['ListFlywheels', 'StartFlywheelIteration', 'UpdateFlywheel'],
];

/** What operations that are done leave out. */
export const LEFT_OUT: readonly string[] = [
  'DetectPiiEntities: names after a common given name and addresses of a number and a street, found by patterns; none of the 34 other types; no model behind the scores',
];
