import { AMOUNT_UNITS, FACT_NAMES, FACTS, type FactName, isFactName } from './fact-names.ts';
import { type Amount, type Fact, type Situation, situationOf } from './situation.ts';

/** What a reading model can tell; how a problem is worded is weighed and not told. */
const TOLD: readonly FactName[] = FACT_NAMES.filter((name) => name !== 'wording' && name !== 'bedrock-unlikely');

/** JSON schema of what a reading model hands over: facts, each with the verbatim words that say it. */
export const FACTS_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['facts'],
  properties: {
    facts: {
      type: 'array',
      maxItems: 60,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'state', 'quote'],
        properties: {
          name: {
            type: 'string',
            enum: TOLD,
            description: TOLD.map((name) => `${name}: ${FACTS[name]}`).join('\n'),
          },
          state: {
            type: 'string',
            enum: ['known', 'denied'],
            description:
              'known when the person says that it is so, denied when the person says that it is not so. Leave out what is not said.',
          },
          quote: {
            type: 'string',
            minLength: 2,
            maxLength: 200,
            description: 'The words that say it, copied exactly from the text.',
          },
          amount: {
            type: 'number',
            minimum: 0,
            description:
              'Only for counts and sizes: examples, rows, prompts, tokens, percent, US dollars, requests per month.',
          },
          choice: {
            type: 'string',
            maxLength: 40,
            description:
              'base-model: nova, llama, llama-on-demand (3.3), mistral, qwen, open, gpt; region: us-tunable (us-east-1, us-west-2), import-only (eu-central-1, us-east-2), elsewhere; gap-behaviour: structure for JSON and schemas.',
          },
        },
      },
    },
  },
} as const;

const SHORTEST_QUOTE = 2;

/**
 * What a reading model handed over, as far as it can be trusted: undefined when it is not of the schema's shape; a fact is
 * dropped when its name is not ours or its quote does not stand in the text.
 */
export function parseModelFacts(json: unknown, text: string): Situation | undefined {
  if (!isRecord(json) || !Array.isArray(json['facts'])) return undefined;
  return situationOf(json['facts'].flatMap((fact: unknown) => parseFact(fact, text)));
}

function parseFact(json: unknown, text: string): readonly Fact[] {
  if (!isRecord(json)) return [];
  const { name, state, quote, amount, choice } = json;
  if (
    !isFactName(name) ||
    !TOLD.includes(name) ||
    (state !== 'known' && state !== 'denied') ||
    typeof quote !== 'string'
  )
    return [];
  if (quote.trim().length < SHORTEST_QUOTE || !text.includes(quote)) return [];
  const measured = parseAmount(name, amount);
  const chosen = typeof choice === 'string' && choice !== '' ? { choice } : {};
  return [
    {
      name,
      state,
      quote,
      turn: 0,
      origin: 'model',
      ...(measured === undefined ? {} : { amount: measured }),
      ...chosen,
    },
  ];
}

function parseAmount(name: FactName, value: unknown): Amount | undefined {
  const unit = AMOUNT_UNITS[name];
  if (unit === undefined || typeof value !== 'number' || !Number.isFinite(value) || value < 0) return undefined;
  return { value, unit, ...(unit === 'requests' ? { period: 'month' as const } : {}) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
