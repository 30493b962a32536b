import { compareServing, onSpikyDay, type ServingComparison } from '@rung/core/cost/compare-serving.ts';
import { type CostLine, estimateMethod } from '@rung/core/cost/estimate-method.ts';
import type { PromptingChoice } from '@rung/core/cost/prompting-ways.ts';
import { servingChoice } from '@rung/core/cost/serving-choice.ts';
import type { ServingChoice } from '@rung/core/cost/serving-ways.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { type BaseModel, findBaseModel } from '@rung/core/dataset/base-models.ts';
import { VisibleError } from '@rung/core/errors.ts';
import { parseUsd } from '@rung/core/money.ts';
import { estimateJson } from './estimate-json.ts';
import { estimatePage } from './estimate-page.ts';
import { readOptions, wrongUse } from './read-options.ts';
import type { Terminal } from './terminal.ts';

export const ESTIMATE_USAGE =
  'rung estimate --model ID --requests N --input N --output N [--tokens N --epochs N] [--few-shot N] [--json]';

const OPTIONS = {
  model: { type: 'string', default: 'amazon.nova-2-lite-v1:0:256k' },
  region: { type: 'string', default: 'us-east-1' },
  requests: { type: 'string' },
  input: { type: 'string' },
  output: { type: 'string' },
  tokens: { type: 'string' },
  epochs: { type: 'string', default: '2' },
  'few-shot': { type: 'string', default: '1500' },
  retrieval: { type: 'string', default: '3000' },
  'store-usd': { type: 'string' },
  hours: { type: 'string', default: '24' },
  'busiest-hour': { type: 'string', default: '100' },
  'unit-requests': { type: 'string' },
  instance: { type: 'string', default: 'ml.g5.2xlarge' },
  instances: { type: 'string', default: '1' },
  'import-units': { type: 'string', default: '1' },
  copies: { type: 'string', default: '1' },
  json: { type: 'boolean' },
} as const;

type Options = ReturnType<typeof readOptions<typeof OPTIONS>>['values'];

/** What the page and the JSON show. */
export interface Estimate {
  readonly model: BaseModel;
  readonly comparison: ServingComparison;
  /** The same traffic in a quarter of its hours, the busiest of them carrying five times the average. */
  readonly spiky: ServingComparison;
  /** Training and storage; empty when no tokens were named. */
  readonly training: readonly CostLine[];
}

const SPIKY_PERCENT = 500;

/** `rung estimate`: 0 when every price is known, 1 when some are not, so that a pipeline does not take a gap for a zero. */
export async function estimate(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readOptions(args, { usage: ESTIMATE_USAGE, options: OPTIONS });
  if (positionals.length > 0) throw wrongUse(`${JSON.stringify(positionals[0])} belongs to no option.`, ESTIMATE_USAGE);
  const model = modelOf(values.model);
  const choice = choiceOf(values, model);
  const { activeHoursADay } = choice.traffic;
  const day = { activeHoursADay: Math.max(1, Math.floor(activeHoursADay / 4)), busiestHourPercent: SPIKY_PERCENT };
  const told = priced({ model, choice, day, training: trainingOf(values, choice) });
  await terminal.print(
    values.json ? `${JSON.stringify(estimateJson(told), undefined, 2)}\n` : estimatePage(told, terminal),
  );
  return isWhole(told) ? 0 : 1;
}

function priced(asked: {
  model: BaseModel;
  choice: ServingChoice & PromptingChoice;
  day: { activeHoursADay: number; busiestHourPercent: number };
  training: readonly CostLine[];
}): Estimate {
  const { model, choice, day, training } = asked;
  try {
    const comparison = compareServing(choice, shippedPrice);
    return { model, training, comparison, spiky: onSpikyDay(choice, day, shippedPrice) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw wrongUse('These numbers come to more than $9 billion a month.', ESTIMATE_USAGE);
  }
}

const isWhole = ({ comparison, training }: Estimate) =>
  [...comparison.hostings, ...comparison.promptings].every(({ curve }) => curve !== undefined) &&
  training.every(({ kind }) => kind === 'known');

function modelOf(id: string): BaseModel {
  const answer = findBaseModel(id);
  if (answer.kind === 'tunable') return answer.model;
  throw new VisibleError({
    kind: 'bad-input',
    code: 'model-not-tunable',
    message: `${answer.why} Nothing was estimated.`,
    remedy: `Use --model with ${answer.instead.join(', ')}.`,
  });
}

function choiceOf(values: Options, model: BaseModel): ServingChoice & PromptingChoice {
  const { region } = values;
  const [requestsAMonth, inputTokens, outputTokens] = [values.requests, values.input, values.output];
  if (requestsAMonth === undefined || inputTokens === undefined || outputTokens === undefined)
    throw wrongUse('--requests (a month), --input and --output (tokens of one request) are needed.', ESTIMATE_USAGE);
  const traffic = {
    requestsAMonth: whole('--requests', requestsAMonth, { min: 0, max: 1e11 }),
    inputTokens: whole('--input', inputTokens, { min: 0, max: 1e7 }),
    outputTokens: whole('--output', outputTokens, { min: 0, max: 1e7 }),
    activeHoursADay: whole('--hours', values.hours, { min: 1, max: 24 }),
    busiestHourPercent: whole('--busiest-hour', values['busiest-hour'], { min: 100, max: 100_000 }),
  };
  const unitRequests = values['unit-requests'];
  return {
    ...servingChoice(model, region, traffic),
    requestsPerUnitHour: unitRequests === undefined ? undefined : size('--unit-requests', unitRequests),
    instanceType: values.instance,
    instances: size('--instances', values.instances),
    importUnits: size('--import-units', values['import-units']),
    importCopies: size('--copies', values.copies),
    fewShotTokens: whole('--few-shot', values['few-shot'], { min: 0, max: 1e7 }),
    retrievalTokens: whole('--retrieval', values.retrieval, { min: 0, max: 1e7 }),
    storeAMonth: dollars(values['store-usd']),
  };
}

function trainingOf(values: Options, choice: ServingChoice): readonly CostLine[] {
  if (values.tokens === undefined) return [];
  const tokens = whole('--tokens', values.tokens, { min: 1, max: 1e11 });
  const epochs = whole('--epochs', values.epochs, { min: 1, max: 100 });
  return estimateMethod(
    {
      method: 'fine-tuning',
      modelId: choice.modelId,
      tokens: { estimate: tokens, low: tokens, high: tokens },
      epochs,
      evaluation: undefined,
    },
    { book: shippedPrice, region: choice.region },
  );
}

const size = (name: string, text: string) => whole(name, text, { min: 1, max: 1_000_000 });

function whole(name: string, text: string, { min, max }: { min: number; max: number }): number {
  const number = /^\d{1,3}(?:[,_]?\d{3})*$|^\d+$/.test(text) ? Number(text.replaceAll(/[,_]/g, '')) : Number.NaN;
  if (number >= min && number <= max) return number;
  const limits = `from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}`;
  throw wrongUse(`${name} is ${JSON.stringify(text)}; give a whole number ${limits}.`, ESTIMATE_USAGE);
}

function dollars(text: string | undefined) {
  if (text === undefined) return undefined;
  const amount = parseUsd(text);
  if (amount === undefined)
    throw wrongUse(`--store-usd is ${JSON.stringify(text)}; give dollars a month.`, ESTIMATE_USAGE);
  return amount;
}
