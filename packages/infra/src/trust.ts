/** Who may take on a role: one AWS service, on behalf of our own account and, where given, of some of our own resources only. */
export function trust(
  service: string,
  source: { account: $util.Input<string>; arn?: $util.Input<string> | readonly $util.Input<string>[] },
) {
  return $jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': source.account },
          ...(source.arn === undefined ? {} : { ArnLike: { 'aws:SourceArn': source.arn } }),
        },
      },
    ],
  });
}
