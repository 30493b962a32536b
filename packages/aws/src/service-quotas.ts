import type { Quota, Quotas } from '@rung/core/launch/quota.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';

const SERVICE = 'bedrock';

/** Quotas of the account. AWS has no applied value for a quota that it never changed; its published default holds then. */
export function serviceQuotas(clients: Pick<AwsClients, 'serviceQuotas'>): Quotas {
  return { valueOf: async (quota) => (await applied(clients, quota)) ?? (await published(clients, quota)) };
}

async function applied(clients: Pick<AwsClients, 'serviceQuotas'>, { code }: Quota): Promise<number | undefined> {
  const { GetServiceQuotaCommand } = await import('@aws-sdk/client-service-quotas');
  const client = await clients.serviceQuotas();
  const command = new GetServiceQuotaCommand({ ServiceCode: SERVICE, QuotaCode: code });
  return client.send(command).then(({ Quota: found }) => found?.Value, absent);
}

async function published(clients: Pick<AwsClients, 'serviceQuotas'>, { code }: Quota): Promise<number | undefined> {
  const { GetAWSDefaultServiceQuotaCommand } = await import('@aws-sdk/client-service-quotas');
  const client = await clients.serviceQuotas();
  const command = new GetAWSDefaultServiceQuotaCommand({ ServiceCode: SERVICE, QuotaCode: code });
  return client.send(command).then(({ Quota: found }) => found?.Value, absent);
}

function absent(error: unknown): undefined {
  if (failureKind(error) !== 'missing') throw error;
}
