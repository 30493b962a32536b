import { type MicroUsd, parseUsd } from '../../money.ts';
import type { EpochMs } from '../../time.ts';
import { daysLeft, type Move, type Replaced, unpaidDays } from './replaced.ts';
import { HOST_WAYS, type HostWay, isTerm } from './ways.ts';

/** How a model is wanted to be hosted; made by `parseHostForm` only. */
export interface HostWish {
  readonly way: HostWay;
  /** Days until it ends unless somebody extends it; a term ends when AWS says so. */
  readonly days: number;
  /** Of these, those that are still to be paid; absent where all are. */
  readonly unpaidDays?: number;
  readonly requestsAMonth: number;
  /** Whole tokens of one request; 0 for an imported model, which is billed by the minute. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Copies of an imported model that are taken to run at once; absent for other ways. */
  readonly copies?: number;
  /** The most that it may cost until its end, and what is reserved where a price is missing. */
  readonly budget: MicroUsd;
  /** The hosting that it takes over; absent where one is made. */
  readonly inPlaceOf?: Replaced;
}

/** What a person typed; an empty field is the empty text. */
export interface HostForm {
  readonly way: string;
  readonly days: string;
  readonly requestsAMonth: string;
  readonly inputTokens: string;
  readonly outputTokens: string;
  readonly copies: string;
  readonly budgetUsd: string;
  /** Why it is hosted although no judgement passed it. */
  readonly reason: string;
  /** The model's name, typed: a term cannot be left. */
  readonly confirmation: string;
}

export type HostField = keyof HostForm;
export type HostErrors = Readonly<Partial<Record<HostField, string>>>;

export type ParsedHostForm =
  | { readonly kind: 'wish'; readonly wish: HostWish }
  | { readonly kind: 'wrong'; readonly errors: HostErrors };

export const DEFAULT_LEASE_DAYS = 7;
/** A longer stay is extended by somebody who still wants it. */
const MOST_DAYS = 31;
const MOST_REQUESTS = 10_000_000_000;
const MOST_TOKENS = 1_000_000;
const MOST_COPIES = 100;

/** How the form names a hosting that is taken over. */
export const moveValue = ({ leaseId }: Pick<Move, 'leaseId'>) => `move:${leaseId}`;

/** What a form may choose from. */
export interface HostOffer {
  readonly name: string;
  /** Those that its base takes here. */
  readonly ways: readonly HostWay[];
  /** Hostings that it can take over. */
  readonly moves: readonly Move[];
}

/** Reads the form for a model. What takes a hosting over has its way and its end, whatever was typed. */
export function parseHostForm(form: HostForm, model: HostOffer, nowMs: EpochMs): ParsedHostForm {
  const move = model.moves.find((one) => moveValue(one) === form.way);
  const way = move?.way ?? HOST_WAYS.find((one) => one === form.way && model.ways.includes(one));
  const days = move ? daysLeft(move, nowMs) : whole(form.days, { least: 1, most: MOST_DAYS });
  const requestsAMonth = whole(form.requestsAMonth, { least: 0, most: MOST_REQUESTS });
  const size = way === 'import' ? copiesIn(form) : tokensIn(form);
  const budget = parseUsd(form.budgetUsd);
  const isConfirmed = way === undefined || !isTerm(way) || form.confirmation.trim() === model.name;
  if (way && days && requestsAMonth !== undefined && 'size' in size && budget && isConfirmed) {
    const taken = move ? takenOver(move, nowMs) : {};
    return { kind: 'wish', wish: { way, days, requestsAMonth, ...size.size, budget, ...taken } };
  }
  const errors: HostErrors = {
    ...(way ? {} : { way: 'Choose one of the ways that this base model takes here.' }),
    ...(days ? {} : { days: `A whole number of days from 1 to ${MOST_DAYS}.` }),
    ...(requestsAMonth === undefined ? { requestsAMonth: 'A whole number of requests, such as 30000.' } : {}),
    ...('size' in size ? {} : size),
    ...(budget ? {} : { budgetUsd: 'An amount in US dollars above 0, such as 50.' }),
    ...(isConfirmed ? {} : { confirmation: `A term cannot be left. Type the model’s name, ${model.name}, to say so.` }),
  };
  return { kind: 'wrong', errors };
}

type Size = Pick<HostWish, 'inputTokens' | 'outputTokens' | 'copies'>;

function tokensIn(form: HostForm): { size: Size } | HostErrors {
  const inputTokens = whole(form.inputTokens, { least: 1, most: MOST_TOKENS });
  const outputTokens = whole(form.outputTokens, { least: 1, most: MOST_TOKENS });
  if (inputTokens && outputTokens) return { size: { inputTokens, outputTokens } };
  const wrong = 'A whole number of tokens above 0.';
  return { ...(inputTokens ? {} : { inputTokens: wrong }), ...(outputTokens ? {} : { outputTokens: wrong }) };
}

/** What an imported model takes is minutes of copies, and no token. */
function copiesIn(form: HostForm): { size: Size } | HostErrors {
  const copies = whole(form.copies, { least: 1, most: MOST_COPIES });
  if (copies) return { size: { inputTokens: 0, outputTokens: 0, copies } };
  return { copies: `A whole number of copies from 1 to ${MOST_COPIES}.` };
}

/** What is taken over, and the days of it that its term has not paid. */
function takenOver(move: Move, nowMs: EpochMs): Pick<HostWish, 'inPlaceOf' | 'unpaidDays'> {
  const inPlaceOf = replaced(move);
  return move.paidUntilMs === undefined ? { inPlaceOf } : { inPlaceOf, unpaidDays: unpaidDays(move, nowMs) };
}

const replaced = ({ leaseId, name, arn, modelName, paidUntilMs }: Move): Replaced => ({
  ...{ leaseId, name, arn, modelName },
  ...(paidUntilMs === undefined ? {} : { paidUntilMs }),
});

/** Undefined for what is no whole number in the range. */
function whole(text: string, { least, most }: { least: number; most: number }): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text.replaceAll(',', ''));
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}
