/** A quota as AWS publishes it, with what an account has that asked for nothing. */
export interface KnownQuota {
  readonly service: string;
  readonly code: string;
  readonly name: string;
  readonly value: number;
  readonly adjustable: boolean;
}

const bedrock = (code: string, name: string, value: number): KnownQuota => ({
  ...{ service: 'bedrock', code, name, value },
  adjustable: true,
});

/** The few of Bedrock's several hundred that stand in the way of a customized model (names and codes as accounts list them, read 2026-11-26). */
export const KNOWN_QUOTAS: readonly KnownQuota[] = [
  bedrock('L-0406044C', '(Model customization) Scheduled customization jobs', 10),
  bedrock('L-CB5B847D', 'Custom models per account', 100),
  bedrock('L-C02E1E99', 'Custom models with a creating status per account', 2),
  bedrock('L-BE77399C', 'Model units no-commitment Provisioned Throughputs across custom models', 0),
  bedrock('L-FE44174A', 'Model units no-commitment Provisioned Throughputs across base models', 0),
];

/** What an account may have at once of the quota `code` in a region. */
export type QuotaReader = (region: string, code: string) => number;

/** An account that AWS granted nothing. */
export const defaultQuota: QuotaReader = (_, code) => KNOWN_QUOTAS.find((quota) => quota.code === code)?.value ?? 0;
