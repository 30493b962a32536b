/**
 * The sandbox's own rates, in US dollars. Those that AWS published: AWS Price List and pricing page as quoted by public repositories and
 * articles, 2026-08-02 to 2026-11-26; a family without one is billed at `INVENTED`, so that nothing is free here that is not free there.
 */
interface Rates {
  readonly trainingPer1k: number;
  readonly inputPer1k: number;
  readonly outputPer1k: number;
  readonly tunedInputPer1k: number;
  readonly tunedOutputPer1k: number;
  readonly unitHour: number;
  readonly unitHourInTerm: number;
}

const INVENTED: Rates = {
  trainingPer1k: 0.002,
  inputPer1k: 0.0003,
  outputPer1k: 0.0012,
  tunedInputPer1k: 0.0003,
  tunedOutputPer1k: 0.0012,
  unitHour: 40,
  unitHourInTerm: 36,
};

const PUBLISHED: Readonly<Record<string, Partial<Rates>>> = {
  'Nova2.0Lite': {
    trainingPer1k: 0.00378,
    inputPer1k: 0.00033,
    outputPer1k: 0.00275,
    tunedInputPer1k: 0.0003,
    tunedOutputPer1k: 0.0025,
    unitHour: 60.5,
    unitHourInTerm: 55,
  },
  NovaMicro: { trainingPer1k: 0.001, inputPer1k: 0.000035, outputPer1k: 0.00014 },
  NovaLite: { inputPer1k: 0.00006, outputPer1k: 0.00024, unitHour: 108.15 },
  NovaPro: { inputPer1k: 0.0008, outputPer1k: 0.0032 },
};

/** A stored custom model, a month. */
export const STORED_MODEL_MONTH = 1.95;

export const ratesOf = (family: string): Rates => ({ ...INVENTED, ...PUBLISHED[family] });

const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/nova-2-lite/, 'Nova2.0Lite'],
  [/nova-micro/, 'NovaMicro'],
  [/nova-lite/, 'NovaLite'],
  [/nova-pro/, 'NovaPro'],
  [/llama3-3-70b/, 'Llama3-3-70B'],
  [/llama3-1-70b/, 'Llama3-1-70B'],
];

/** How usage types name a model's family; its own id where AWS's name for it is not known. */
export function familyOf(baseModelId: string): string {
  return FAMILIES.find(([pattern]) => pattern.test(baseModelId))?.[1] ?? baseModelId.replace(/^[a-z]+\.|:.*$/g, '');
}

const PREFIXES: Readonly<Record<string, string>> = { 'us-east-1': 'USE1', 'us-west-2': 'USW2' };

/** "USE1-NovaMicro-Customization-Training". */
export const usageTypeOf = (region: string, family: string, what: string): string =>
  `${PREFIXES[region] ?? region}-${family}-${what}`;
