import { loadModel } from '../models/service-model.ts';

/** Operations that AWS has and the sandbox answers with 501. */
export const NOT_DONE: readonly string[] = loadModel('pricing').otherOperations;

/** What GetProducts leaves out. */
export const LEFT_OUT: readonly string[] = [
  'GetProducts: some sixty products of AmazonBedrock and AmazonSageMaker, not the whole of AWS’s offers',
  'GetProducts: OnDemand terms only; the order of products is that of the table',
  'GetProducts: a field that no product has finds nothing; a page token lasts as long as the process',
];
