/** A quota of an AWS account and region that a customized model can run into. */
export interface Quota {
  /** Its code in Service Quotas, under the service `bedrock`. */
  readonly code: string;
  readonly what: string;
  /** What an account has that asked for nothing. */
  readonly byDefault: number;
}

/** Codes, names and defaults as accounts list them in Service Quotas, read 2026-11-26. */
export const QUOTAS = {
  jobs: { code: 'L-0406044C', what: 'customization jobs under way', byDefault: 10 },
  customModels: { code: 'L-CB5B847D', what: 'custom models', byDefault: 100 },
  deploymentsInCreation: { code: 'L-C02E1E99', what: 'custom model deployments in creation', byDefault: 2 },
  modelUnits: { code: 'L-BE77399C', what: 'model units without commitment for custom models', byDefault: 0 },
} as const satisfies Readonly<Record<string, Quota>>;

/** Looks up what the account has. */
export interface Quotas {
  /** The account's own value, else AWS's default; undefined where Service Quotas knows neither. Throws what AWS refuses. */
  valueOf(quota: Quota): Promise<number | undefined>;
}
