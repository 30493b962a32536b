import { costOf, formatUsd, formatUsdLimit } from '../money.ts';
import { costOfRequests } from './cost-of-requests.ts';
import type { TokenEstimate } from './estimate-training.ts';
import { IMPORTED_MODEL, type PriceBook } from './price.ts';

/** What a teacher is going to be asked; tokens are those of all prompts together. */
interface Teaching {
  readonly teacherId: string;
  readonly prompts: number;
  readonly tokens: TokenEstimate;
  readonly maxResponseTokens: number;
  readonly region: string;
}

/** "The teacher’s answers to 1,000 prompts cost at most $3.68, at up to 1,000 tokens each. …" */
export function teachingAhead(teaching: Teaching | undefined, book: PriceBook): string {
  const most = teaching && mostTeaching(teaching, book);
  return most ? `${most} ${STUDENT}` : `AWS bills the teacher’s answers and the student’s training. ${STUDENT}`;
}

const STUDENT =
  'How often the student reads them AWS does not say before: what its training costs is known afterwards only.';

function mostTeaching(teaching: Teaching, book: PriceBook): string | undefined {
  const { teacherId: modelId, prompts, tokens, maxResponseTokens: outputTokens, region } = teaching;
  if (prompts === 0) return undefined;
  const inputTokens = Math.ceil(tokens.high / prompts);
  const cost = costOfRequests({ modelId, whose: 'base', region, requests: prompts, inputTokens, outputTokens }, book);
  if (cost.kind === 'unknown') return undefined;
  const many = prompts.toLocaleString('en-US');
  const each = outputTokens.toLocaleString('en-US');
  return `The teacher’s answers to ${many} prompts cost at most ${formatUsdLimit(cost.amount)}, at up to ${each} tokens each.`;
}

/** "AWS bills reinforcement fine-tuning by the hour, $12.34 each; …" */
export function hoursAhead(modelId: string, region: string, book: PriceBook): string {
  const hour = book(modelId, 'training-hour', region);
  const price = hour.kind === 'known' ? `${formatUsd(hour.price.amount)} each` : 'at a price that Rung does not know';
  return `AWS bills reinforcement fine-tuning by the hour, ${price}; how many hours it takes is known afterwards only.`;
}

const WINDOW_MINUTES = 5;

/** "An imported model costs $1.95 a month for each of its units, and $0.29 for each unit of each copy …" */
export function importAhead(region: string, book: PriceBook): string {
  const [stored, minute] = [
    book(IMPORTED_MODEL, 'import-unit-month', region),
    book(IMPORTED_MODEL, 'import-unit-minute', region),
  ];
  const units = 'How many units a copy takes, AWS says after the import.';
  if (stored.kind === 'unknown' || minute.kind === 'unknown')
    return `An imported model is billed by what stores it and by the copies that serve it. ${units}`;
  const window = formatUsd(costOf(minute.price.amount, WINDOW_MINUTES));
  return `An imported model costs ${formatUsd(stored.price.amount)} a month for each of its units, and ${window} for each unit of each copy in every five minutes in which it is asked. ${units}`;
}
