import { AwsError } from '@rung/sandbox/kit/aws-error.ts';
import { openWireLog } from '@rung/sandbox/kit/wire-log.ts';
import { serveModel } from '@rung/sandbox/models/serve-model.ts';
import { loadModel } from '@rung/sandbox/models/service-model.ts';

interface Job {
  readonly jobArn: string;
  readonly input: Record<string, unknown>;
  status: 'InProgress' | 'Completed' | 'Failed' | 'Stopped';
}

/** As much of Amazon Bedrock as a customization job needs: named once, created once per token, ended by the test. */
export function openTestBedrock() {
  const jobs: Job[] = [];
  const find = (input: Record<string, unknown>) => {
    const job = jobs.find(({ jobArn }) => jobArn === input['jobIdentifier']);
    if (job) return job;
    throw new AwsError('ResourceNotFoundException', 'there is no such job', { status: 404 });
  };
  const operations = {
    CreateModelCustomizationJob(input: Record<string, unknown>) {
      const same = jobs.find((job) => job.input['clientRequestToken'] === input['clientRequestToken']);
      if (same) return { jobArn: same.jobArn };
      if (jobs.some((job) => job.input['jobName'] === input['jobName']))
        throw new AwsError('ConflictException', 'a job of that name exists', { status: 400 });
      const id = String(jobs.length).padStart(12, '0');
      const jobArn = `arn:aws:bedrock:us-east-1:123456789012:model-customization-job/amazon.nova-lite-v1:0:300k/${id}`;
      jobs.push({ jobArn, input, status: 'InProgress' });
      return { jobArn };
    },
    GetModelCustomizationJob(input: Record<string, unknown>) {
      const { jobArn, input: given, status } = find(input);
      return {
        jobArn,
        jobName: given['jobName'],
        outputModelName: given['customModelName'],
        roleArn: given['roleArn'],
        baseModelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:300k',
        status,
        creationTime: '2026-01-02T03:04:05Z',
        hyperParameters: given['hyperParameters'],
        trainingDataConfig: given['trainingDataConfig'],
        outputDataConfig: given['outputDataConfig'],
        validationDataConfig: { validators: [] },
        ...(status === 'Failed' ? { failureMessage: 'line 3 is not JSON' } : {}),
      };
    },
    StopModelCustomizationJob(input: Record<string, unknown>) {
      find(input).status = 'Stopped';
      return {};
    },
  };
  return { jobs, handler: serveModel({ model: loadModel('bedrock'), operations, wireLog: openWireLog() }) };
}
