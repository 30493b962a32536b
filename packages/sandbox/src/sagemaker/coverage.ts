import { loadModel } from '../models/service-model.ts';

/** Operations that AWS has and the sandbox answers with 501. */
export const NOT_DONE: readonly string[] = loadModel('sagemaker').otherOperations;

/** What operations that are done leave out. */
export const LEFT_OUT: readonly string[] = [
  'CreateEndpoint: nothing answers behind it, and no model has to exist; InService five sandbox minutes later',
  'CreateEndpointConfig: serverless variants, pools, shadow variants, capture and VPCs are kept nowhere',
  'ListInferenceComponents: filters but the endpoint’s name; components are put there by the page’s process, and answer nothing',
  'DescribeInferenceComponent: as many copies run as are wanted; what it runs and how it is deployed are kept nowhere',
  'ListEndpoints: filters by time and status, and sorting other than by creation time',
];
