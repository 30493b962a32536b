import { randomUUID } from 'node:crypto';
import type { BusEvent } from '../event-bus.ts';
import { foundationModelArn } from './arns.ts';
import { type BedrockState, iso, type JobRecord } from './state.ts';

/** Whoever hears what Bedrock says of its jobs. */
export interface EventSink {
  put(event: BusEvent): void;
}

/** What AWS says when a customization job has changed (EventBridge events reference, Amazon Bedrock, read 2026-11-26). */
export function tellOfJob(state: BedrockState, job: JobRecord): void {
  const { request, region, arn } = job;
  const { jobName, customModelName, roleArn, hyperParameters } = request;
  state.events.put({
    ...{ version: '0', id: randomUUID(), 'detail-type': 'Model Customization Job State Change', source: 'aws.bedrock' },
    ...{ account: state.account, time: iso(job.modifiedAtMs), region, resources: [arn] },
    detail: {
      version: '0.0',
      ...{ jobName, jobArn: arn, outputModelName: customModelName, roleArn, jobStatus: job.status },
      ...(job.modelArn ? { outputModelArn: job.modelArn } : {}),
      ...(job.failureMessage ? { failureMessage: job.failureMessage } : {}),
      creationTime: iso(job.createdAtMs),
      lastModifiedTime: iso(job.modifiedAtMs),
      ...(job.endedAtMs === undefined ? {} : { endTime: iso(job.endedAtMs) }),
      baseModelArn: foundationModelArn(region, job.baseModelId),
      ...(hyperParameters ? { hyperParameters } : {}),
      trainingDataConfig: request.trainingDataConfig,
      outputDataConfig: request.outputDataConfig,
    },
  });
}
