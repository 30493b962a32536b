import { compareServing, onSpikyDay, type ServingComparison } from '@rung/core/cost/compare-serving.ts';
import { type CostLine, estimateMethod, type MethodJob } from '@rung/core/cost/estimate-method.ts';
import type { PriceBook } from '@rung/core/cost/price.ts';
import type { PriceFault } from '@rung/core/cost/price-sheet.ts';
import type { PromptingChoice } from '@rung/core/cost/prompting-ways.ts';
import { servingChoice } from '@rung/core/cost/serving-choice.ts';
import type { ServingChoice } from '@rung/core/cost/serving-ways.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { type BaseModel, findBaseModel } from '@rung/core/dataset/base-models.ts';
import { VisibleError } from '@rung/core/errors.ts';
import { JOB_OPTIONS, readJob } from './estimate-job.ts';
import { estimateJson } from './estimate-json.ts';
import { estimatePage } from './estimate-page.ts';
import { livePrices } from './live-prices.ts';
import { dollars, whole } from './read-number.ts';
import { readOptions, wrongUse } from './read-options.ts';
import type { Terminal } from './terminal.ts';

const ESTIMATE_USAGE =
  'rung estimate --model ID --requests N --input N --output N [--method METHOD] [--tokens N --epochs N] [--live] [--json]';

const OPTIONS = {
  ...JOB_OPTIONS,
  model: { type: 'string', default: 'amazon.nova-2-lite-v1:0:256k' },
  region: { type: 'string', default: 'us-east-1' },
  requests: { type: 'string' },
  input: { type: 'string' },
  output: { type: 'string' },
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
  live: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Options = ReturnType<typeof readOptions<typeof OPTIONS>>['values'];

interface Priced {
  readonly comparison: ServingComparison;
  /** The same traffic in a quarter of its hours, the busiest of them carrying five times the average. */
  readonly spiky: ServingComparison;
  /** What the method costs before anybody hosts anything; empty when nothing was named that decides it. */
  readonly lines: readonly CostLine[];
}

/** What the page and the JSON show. */
export interface Estimate extends Priced {
  readonly model: BaseModel;
  readonly method: string;
  /** What AWS was asked for and gave no price of; undefined where it was not asked. */
  readonly faults: readonly PriceFault[] | undefined;
}

const SPIKY_PERCENT = 500;

/** `rung estimate`: 0 when every price is known, and with `--live` is AWS's; 1 when not, so that a pipeline does not take a gap for a zero. */
export async function estimate(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readOptions(args, { usage: ESTIMATE_USAGE, options: OPTIONS });
  if (positionals.length > 0) throw wrongUse(`${JSON.stringify(positionals[0])} belongs to no option.`, ESTIMATE_USAGE);
  const model = modelOf(values.model);
  const choice = choiceOf(values, model);
  const job = readJob({ options: values, choice, usage: ESTIMATE_USAGE });
  const look = (book: PriceBook) => priced({ choice, job }, book);
  const live = values.live ? await livePrices(choice.region, look) : undefined;
  const told = { model, method: values.method, faults: live?.faults, ...look(live?.book ?? shippedPrice) };
  await terminal.print(
    values.json ? `${JSON.stringify(estimateJson(told), undefined, 2)}\n` : estimatePage(told, terminal),
  );
  return isWhole(told) ? 0 : 1;
}

function priced(
  asked: { choice: ServingChoice & PromptingChoice; job: MethodJob | undefined },
  book: PriceBook,
): Priced {
  const { choice, job } = asked;
  const { activeHoursADay } = choice.traffic;
  const day = { activeHoursADay: Math.max(1, Math.floor(activeHoursADay / 4)), busiestHourPercent: SPIKY_PERCENT };
  try {
    const lines = job ? estimateMethod(job, { book, region: choice.region }) : [];
    return { lines, comparison: compareServing(choice, book), spiky: onSpikyDay(choice, day, book) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw wrongUse('These numbers come to more than $9 billion a month.', ESTIMATE_USAGE);
  }
}

const isWhole = ({ comparison, lines, faults = [] }: Estimate) =>
  faults.length === 0 &&
  [...comparison.hostings, ...comparison.promptings].every(({ curve }) => curve !== undefined) &&
  lines.every(({ kind }) => kind === 'known');

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
    requestsAMonth: number('--requests', requestsAMonth, { min: 0, max: 1e11 }),
    inputTokens: number('--input', inputTokens, { min: 0, max: 1e7 }),
    outputTokens: number('--output', outputTokens, { min: 0, max: 1e7 }),
    activeHoursADay: number('--hours', values.hours, { min: 1, max: 24 }),
    busiestHourPercent: number('--busiest-hour', values['busiest-hour'], { min: 100, max: 100_000 }),
  };
  const unitRequests = values['unit-requests'];
  return {
    ...servingChoice(model, region, traffic),
    requestsPerUnitHour: unitRequests === undefined ? undefined : size('--unit-requests', unitRequests),
    instanceType: values.instance,
    instances: size('--instances', values.instances),
    importUnits: size('--import-units', values['import-units']),
    importCopies: size('--copies', values.copies),
    fewShotTokens: number('--few-shot', values['few-shot'], { min: 0, max: 1e7 }),
    retrievalTokens: number('--retrieval', values.retrieval, { min: 0, max: 1e7 }),
    storeAMonth: dollars('--store-usd', values['store-usd'], ESTIMATE_USAGE),
  };
}

const number = (name: string, text: string, limits: { min: number; max: number }) =>
  whole(name, text, { ...limits, usage: ESTIMATE_USAGE });
const size = (name: string, text: string) => number(name, text, { min: 1, max: 1_000_000 });
