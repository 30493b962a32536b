import { randomInt } from 'node:crypto';
import { AwsError } from '../kit/aws-error.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The twelve characters that end Bedrock's ARNs. */
export function newId(): string {
  return Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** "arn:aws:bedrock:us-east-1:123456789012:<resource>". */
export function accountArn(at: { region: string; account: string }, resource: string): string {
  return `arn:aws:bedrock:${at.region}:${at.account}:${resource}`;
}

export function foundationModelArn(region: string, modelId: string): string {
  return `arn:aws:bedrock:${region}::foundation-model/${modelId}`;
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message);
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, { status: 404 });
}
