import { checkMessageBlocks } from '@rung/sandbox/slack/block-kit/check-payload.ts';
import { toLine } from '@rung/sandbox/slack/block-kit/violation.ts';

import { expect } from 'vitest';
/** The one place that knows the API: `expected` is the first refusal, or nothing when the message passes. */
export function check(blocks: unknown, expected?: string): void {
  const [first] = checkMessageBlocks(blocks, { dataVisualization: true });
  expect(first && toLine(first)).toBe(expected);
}
