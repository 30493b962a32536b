import { AwsError } from '../kit/aws-error.ts';

/** The account that owns everything in the sandbox. */
export const ACCOUNT_ID = '123456789012';

/** S3's errors with S3's sentences. Source: "Error responses", S3 API Reference, read November 2026, and answers of S3 quoted in SDK issues. */

export const noSuchBucket = (bucket: string) =>
  new AwsError('NoSuchBucket', 'The specified bucket does not exist', { status: 404, members: { BucketName: bucket } });

export const noSuchKey = (key: string, more: Record<string, unknown> = {}) =>
  new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404, members: { Key: key, ...more } });

export const noSuchUpload = (uploadId: string) =>
  new AwsError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { status: 404, members: { UploadId: uploadId } },
  );

export const preconditionFailed = (condition: string) =>
  new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    status: 412,
    members: { Condition: condition },
  });

export const invalidArgument = (name: string, value: string, message: string) =>
  new AwsError('InvalidArgument', message, { members: { ArgumentName: name, ArgumentValue: value } });

export const invalidRequest = (message: string) => new AwsError('InvalidRequest', message);

export const badDigest = (what: string, basis: string) =>
  new AwsError('BadDigest', `The ${what} you specified did not match ${basis}.`);

export const malformedXml = () =>
  new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

export const incompleteBody = () =>
  new AwsError('IncompleteBody', 'You did not provide the number of bytes specified by the Content-Length HTTP header');

export const accessDenied = (message = 'Access Denied') => new AwsError('AccessDenied', message, { status: 403 });

/** What S3 itself says to a header that it cannot honour; the sandbox says it to those that it does not act on. */
export const headerNotImplemented = (name: string) =>
  new AwsError('NotImplemented', 'A header you provided implies functionality that is not implemented', {
    status: 501,
    members: { Header: name },
  });
