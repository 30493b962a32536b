/** The most that a function may load before its first request, in bytes; the suite and the bench hold it to that. */
export const MAX_BYTES_AT_START = { slack: 10_000, desk: 170_000 } as const;
