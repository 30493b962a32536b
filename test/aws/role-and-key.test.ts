import { GetRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { awsClients } from '@rung/aws/clients.ts';
import { jobRoles } from '@rung/aws/job-roles.ts';
import { modelKeys } from '@rung/aws/model-keys.ts';
import { type KeyArn, parseKeyArn } from '@rung/core/launch/model-key.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { openIam } from '@rung/sandbox/iam/open-iam.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { listen } from '@rung/sandbox/kit/http.ts';
import { NOT_DONE } from '@rung/sandbox/kms/coverage.ts';
import { openKms } from '@rung/sandbox/kms/open-kms.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const shared = { clock: createClock({ speed: 1 }), wireLog: { write: () => undefined } };
const [iam, kms] = [openIam(shared), openKms(shared)];
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'a & b <c>' } }] };
const ROLE = iam.putRole({ name: 'rung-bedrock', trust: TRUST });
const key = (last: string) =>
  `arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-4e5f-6789-abcd-ef012345678${last}` as KeyArn;

let front: Awaited<ReturnType<typeof startAwsFront>>;
const placeAt = (endpoint: string) => ({
  ...{ region: 'us-east-1', endpoint, maxAttempts: 1 },
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
beforeAll(async () => {
  front = await startAwsFront({ iam: iam.handler, kms: kms.handler });
});
afterAll(() => front.close());

describe('the role that jobs run under, asked of IAM', () => {
  it('is told with its trust policy, as it was written', async () => {
    const look = await jobRoles(awsClients(placeAt(front.url))).look(ROLE);

    expect(look.kind === 'found' && JSON.parse(look.trust)).toEqual(TRUST);
  });

  it('is missing where there is none of that name, and says so to AWS’s own client', async () => {
    const client = new IAMClient(placeAt(front.url));

    expect(await jobRoles(awsClients(placeAt(front.url))).look(`${ROLE}-else`)).toEqual({ kind: 'missing' });
    await expect(client.send(new GetRoleCommand({ RoleName: 'none' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
    await expect(client.send(new ListRolesCommand({}))).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });

  it('is not missing where AWS only refuses to tell, and a failure is thrown', async () => {
    const denying = await listen((_, reply) => {
      reply.writeHead(403, { 'content-type': 'text/xml' });
      reply.end('<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>');
    });
    const broken = await listen((_, reply) => void reply.writeHead(500).end());

    expect(await jobRoles(awsClients(placeAt(denying.url))).look(ROLE)).toEqual({ kind: 'denied' });
    await expect(jobRoles(awsClients(placeAt(broken.url))).look(ROLE)).rejects.toThrow();
    await Promise.all([denying.close(), broken.close()]);
  });
});

describe('the team’s key, asked of KMS', () => {
  it('is told with its state and kind; one that is not there is missing', async () => {
    kms.putKey({ arn: key('1') });
    kms.putKey({ arn: key('2'), state: 'PendingDeletion', spec: 'RSA_2048' });
    const keys = modelKeys(awsClients(placeAt(front.url)));

    expect(await Promise.all(['1', '2', '3'].map((last) => keys.look(key(last))))).toEqual([
      { kind: 'found', state: 'Enabled', usage: 'ENCRYPT_DECRYPT', spec: 'SYMMETRIC_DEFAULT' },
      { kind: 'found', state: 'PendingDeletion', usage: 'ENCRYPT_DECRYPT', spec: 'RSA_2048' },
      { kind: 'missing' },
    ]);
    expect(parseKeyArn(key('1'))).toBe(key('1'));
  });

  it('has a service that says which operations it leaves out', async () => {
    const client = new KMSClient(placeAt(front.url));

    await expect(client.send(new CreateKeyCommand({}))).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
    expect(NOT_DONE).toContain('CreateKey');
  });
});
