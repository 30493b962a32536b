import type { EstimateBasis } from '@rung/core/chat/card.ts';
import { compareServing } from '@rung/core/cost/compare-serving.ts';
import { type EstimateWords, readEstimate } from '@rung/core/cost/read-estimate.ts';
import { servingChoice } from '@rung/core/cost/serving-choice.ts';
import { otherDay } from '@rung/core/cost/spiky-day.ts';
import { measuredTraffic, type Traffic } from '@rung/core/cost/traffic.ts';
import type { BaseModel } from '@rung/core/dataset/base-models.ts';
import type { UserId } from '@rung/core/ids.ts';
import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { priceBook } from './price-book.ts';

type Needs = Pick<Deps, 'messenger' | 'settings' | 'clock' | 'prices' | 'trafficMeter'>;

/** CloudWatch lists a metric for two weeks after its last point, and keeps its minutes for fifteen days. */
const DAYS = 14;

/** "What would hosting it cost?": every hosting a month, at the traffic that was stated or measured, and from how many requests it pays. */
export async function showEstimate(deps: Needs, asked: { by: UserId; channel: string; words: string }): Promise<void> {
  const { region } = deps.settings;
  const taken = await trafficOf(deps, readEstimate(asked.words, region));
  const to = { place: { channel: asked.channel }, user: asked.by };
  if (typeof taken === 'string')
    return deps.messenger.whisper(to, { kind: 'notice', headline: 'Nothing was estimated.', detail: taken });
  const { base, traffic, basis } = taken;
  const book = await priceBook(deps);
  const comparison = compareServing(servingChoice(base, region, traffic), book);
  const other = otherDay(comparison, book);
  return deps.messenger.whisper(to, { kind: 'estimate', base: base.name, comparison, other, basis });
}

type Taken = { readonly base: BaseModel; readonly traffic: Traffic; readonly basis: EstimateBasis };

/** The traffic to estimate with, or the sentence that says why there is none. */
async function trafficOf(deps: Needs, read: EstimateWords): Promise<Taken | string> {
  if (read.kind === 'unclear') return read.because;
  const { base } = read;
  if (read.kind === 'asked') return { base, traffic: read.traffic, basis: { kind: 'stated' } };
  // Whole hours: the one that runs is not over, and would pass for a quiet one.
  const toMs = Math.floor(deps.clock.nowMs() / HOUR_MS) * HOUR_MS;
  const between = { fromMs: toMs - DAYS * DAY_MS, toMs };
  const measured = await deps.trafficMeter.hours(base.id, between).catch(() => undefined);
  if (!measured) return `CloudWatch did not answer. ${STATE_IT}`;
  const { hours, modelIds } = measured;
  const traffic = measuredTraffic(hours, DAYS);
  if (!traffic)
    return `CloudWatch has no request to ${base.name} in the last ${DAYS} days, which is not known to be no traffic. ${STATE_IT}`;
  const daysWithTraffic = new Set(hours.map(({ atMs }) => Math.floor(atMs / DAY_MS))).size;
  return { base, traffic, basis: { kind: 'measured', days: DAYS, daysWithTraffic, modelIds, untilMs: toMs } };
}

const STATE_IT =
  'State the traffic instead, requests a month and tokens of one, in and out: `/rung estimate 2,000,000 800 120`.';
