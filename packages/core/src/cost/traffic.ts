/** What a team asks of a model: requests and the whole tokens of one, all of 0 or more. */
export interface Traffic {
  readonly requestsAMonth: number;
  /** Of the request itself, with the prompt that every way needs. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Hours of a day in which requests come, 1 to 24. */
  readonly activeHoursADay: number;
  /** Requests of the busiest hour as a percentage of the average active hour; 100 is a steady day. */
  readonly busiestHourPercent: number;
}

/** What one hour really asked, as CloudWatch counts it; an hour without traffic has no row. */
export interface TrafficHour {
  readonly atMs: number;
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Days of a month as AWS bills it on average: 730 hours. */
export const HOURS_A_MONTH = 730;
const HOURS_A_DAY = 24;

/**
 * Traffic of a month from what was measured over `days`; undefined when nothing was, because no data is not no traffic. Tokens are
 * averages rounded up.
 */
export function measuredTraffic(hours: readonly TrafficHour[], days: number): Traffic | undefined {
  const total = (read: (hour: TrafficHour) => number) => hours.reduce((sum, hour) => sum + read(hour), 0);
  const requests = total((hour) => hour.requests);
  if (!(days > 0) || requests === 0) return undefined;
  const busiest = hours.reduce((most, hour) => Math.max(most, hour.requests), 0);
  const requestsAMonth = Math.max(1, Math.round((requests / days) * (HOURS_A_MONTH / HOURS_A_DAY)));
  const activeHoursADay = Math.min(HOURS_A_DAY, Math.max(1, Math.ceil(hours.length / days)));
  return {
    requestsAMonth,
    inputTokens: Math.ceil(total((hour) => hour.inputTokens) / requests),
    outputTokens: Math.ceil(total((hour) => hour.outputTokens) / requests),
    activeHoursADay,
    // Of the average hour that this month is taken to have, so that `busiestHour` gives back the one that was measured.
    busiestHourPercent: Math.max(
      100,
      Math.ceil((busiest * activeHoursAMonth({ activeHoursADay }) * 100) / requestsAMonth),
    ),
  };
}

/** Hours of a month in which requests come. */
export function activeHoursAMonth({ activeHoursADay }: Pick<Traffic, 'activeHoursADay'>): number {
  return Math.ceil((HOURS_A_MONTH * activeHoursADay) / HOURS_A_DAY);
}

/** Requests of the busiest hour of a month, rounded up. */
export function busiestHour(traffic: Traffic): number {
  return Math.ceil((traffic.requestsAMonth * traffic.busiestHourPercent) / (activeHoursAMonth(traffic) * 100));
}
