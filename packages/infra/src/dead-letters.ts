import { type Deployment, nameIn } from './deployment.ts';

/** EventBridge's rule says which jobs changed; it has to have a name before it is made, for its letters are taken by its ARN. */
export const jobChangedName = () => nameIn($app.stage, 'job-changed');

/**
 * What a schedule or an event rule could not hand to its function. Nothing is read from it: an alarm says that something lies there, and the
 * next look of watch and reconciler makes up for it. Its ARN.
 */
export function deadLetters(at: $util.Output<Deployment>): $util.Output<string> {
  const queue = new aws.sqs.Queue('DeadLetters', {
    name: nameIn($app.stage, 'dead-letters'),
    messageRetentionSeconds: 14 * 86_400,
    sqsManagedSseEnabled: true,
  });
  const rule = $interpolate`arn:${at.partition}:events:${at.region}:${at.account}:rule/${jobChangedName()}`;
  const written = new aws.sqs.QueuePolicy('DeadLettersPolicy', {
    queueUrl: queue.url,
    policy: $jsonStringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queue.arn,
          Condition: { ArnEquals: { 'aws:SourceArn': rule }, StringEquals: { 'aws:SourceAccount': at.account } },
        },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: queue.arn,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    }),
  });
  return $util.all([queue.arn, written.id]).apply(([arn]) => arn);
}
