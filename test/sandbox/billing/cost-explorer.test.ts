import * as ce from '@aws-sdk/client-cost-explorer';
import { awsCredits } from '@rung/aws/aws-credits.ts';
import { awsClients } from '@rung/aws/clients.ts';
import { costExplorer } from '@rung/aws/cost-explorer.ts';
import { microUsd, usd } from '@rung/core/money.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { NOT_DONE } from '@rung/sandbox/billing/coverage.ts';
import { openBilling } from '@rung/sandbox/billing/open-billing.ts';
import { hoursOf, openUsage, type Usage } from '@rung/sandbox/billing/usage.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse('2026-11-26T12:00:00Z');
const LAUNCH = 'lch_0123456789abcdef0123';
const EVALUATION = 'evl_0123456789abcdef0123';

const used = (over: Partial<Usage> = {}): Usage => ({
  atMs: NOW_MS - 48 * HOUR_MS,
  service: 'Amazon Bedrock',
  usageType: 'USE1-NovaMicro-Customization-Training',
  quantity: 1100,
  unit: '1K tokens',
  usd: 1.1,
  tags: { 'rung:launch': LAUNCH },
  ...over,
});

let bench: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  bench = await open();
});
afterEach(() => bench.close());

async function open() {
  const usage = openUsage();
  const clock = createClock({ startMs: NOW_MS });
  const requests: unknown[] = [];
  const errors: unknown[] = [];
  const wireLog = {
    write({ request, error }: { request: unknown; error?: unknown }) {
      requests.push(request);
      if (error) errors.push(error);
    },
  };
  const billing = openBilling({ clock, wireLog, usage, standing: () => [] });
  const front = await startAwsFront({ ce: billing.costExplorer, billing: billing.credits });
  const place = {
    ...{ region: 'eu-central-1', endpoint: front.url },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const clients = awsClients(place);
  const credits = awsCredits({ clients, endpoint: front.url, accountId: '123456789012' });
  return { usage, clock, requests, errors, place, billing, credits, bills: costExplorer(clients), close: front.close };
}

describe('AWS’s bill', () => {
  it('names what each launch cost, by its tag and what was used, and leaves the rest to nobody', async () => {
    bench.usage.add(used());
    bench.usage.add(used({ usageType: 'USE1-NovaMicro-Customization-Storage', quantity: 0.1, usd: 0.2 }));
    bench.usage.add(used({ tags: {}, usd: 5 }));
    bench.usage.add(used({ service: 'Amazon Simple Storage Service', tags: {}, usd: 3 }));
    bench.usage.add(used({ atMs: Date.parse('2026-10-31T23:00:00Z'), usd: 7 }));

    const bill = await bench.bills.read(NOW_MS, { evaluations: false });

    expect(bill).toMatchObject({ readAtMs: NOW_MS });
    expect(bill.lines.map((line) => [line.month, line.launch, line.usageType.slice(15), line.amount])).toEqual([
      ['2026-10', LAUNCH, 'Customization-Training', usd('7')],
      ['2026-11', LAUNCH, 'Customization-Training', usd('1.10')],
      ['2026-11', LAUNCH, 'Customization-Storage', usd('0.20')],
      ['2026-11', undefined, 'Customization-Training', usd('5')],
    ]);
    expect(bill.lines[1]).toMatchObject({ quantity: 1100, unit: '1K tokens' });
    expect(bill.recent.services).toEqual([
      { service: 'Amazon Bedrock', amount: usd('13.30') },
      { service: 'Amazon Simple Storage Service', amount: usd('3') },
    ]);
    expect(bench.requests).toHaveLength(2);
  });

  it('names what each evaluation cost by its tag, whoever bills its evaluator, where that is asked for', async () => {
    const tags = { 'rung:evaluation': EVALUATION };
    bench.usage.add(used({ tags, usd: 0.4 }));
    bench.usage.add(used({ service: 'A Model (Amazon Bedrock Edition)', tags, usd: 0.02 }));
    bench.usage.add(used());

    const bill = await bench.bills.read(NOW_MS, { evaluations: true });

    expect(bill.evaluations).toEqual([{ month: '2026-11', evaluation: EVALUATION, amount: usd('0.42') }]);
    expect(bench.requests).toHaveLength(3);
  });

  it('shows an hour when it is a day old, and not before', async () => {
    bench.usage.add(used({ atMs: NOW_MS - 23 * HOUR_MS }));

    const early = await bench.bills.read(NOW_MS, { evaluations: false });
    bench.clock.skip(HOUR_MS);
    const late = await bench.bills.read(NOW_MS + HOUR_MS, { evaluations: false });

    expect([early, late].map((bill) => bill.lines.length)).toEqual([0, 1]);
  });

  it('is read to its last page', async () => {
    for (let index = 0; index < 250; index++) bench.usage.add(used({ usageType: `USE1-${index}`, usd: 0.01 }));

    const bill = await bench.bills.read(NOW_MS, { evaluations: false });

    expect(bill.lines).toHaveLength(250);
    expect(bench.requests).toHaveLength(4);
  });
});

describe('AWS’s credits', () => {
  const credit = { type: 'Promotion', description: 'Activate', usd: 10, startMs: 0, products: ['Amazon Bedrock'] };

  it('are what the bill has left of them, the one that ends first paying first', async () => {
    bench.billing.grant({ ...credit, id: '1' });
    bench.billing.grant({ ...credit, id: '2', usd: 1, endMs: NOW_MS + HOUR_MS });
    bench.usage.add(used({ usd: 3.5 }));
    bench.usage.add(used({ usd: 2, service: 'Amazon Simple Storage Service' }));

    const { pools, unread } = await bench.credits.read(NOW_MS);

    expect(unread).toBeUndefined();
    expect(pools.map(({ id, initial, remaining, endsAtMs }) => [id, initial, remaining, endsAtMs])).toEqual([
      ['1', usd('10'), usd('7.50'), undefined],
      ['2', usd('1'), usd('0'), NOW_MS + HOUR_MS],
    ]);
    expect(pools[0]).toMatchObject({ name: 'Activate', from: 'aws', products: ['Amazon Bedrock'], asOfMs: NOW_MS });
  });

  it('are not read where the role may not, and that is said and no failure', async () => {
    bench.billing.denyCredits();

    expect(await bench.credits.read(NOW_MS)).toEqual({ readAtMs: NOW_MS, pools: [], unread: 'AccessDeniedException' });
  });

  it('of another account are an error, and not an empty list', async () => {
    const foreign = awsCredits({ clients: awsClients(bench.place), endpoint: bench.place.endpoint, accountId: '1' });

    await expect(foreign.read(NOW_MS)).rejects.toThrow('ValidationException');
  });
});

it('every operation of Cost Explorer that is not done answers 501', async () => {
  const client = new ce.CostExplorerClient({ ...bench.place, maxAttempts: 1 });
  const codes = await Promise.all(
    NOT_DONE.ce.map(async (name) => {
      const Command = (ce as unknown as Record<string, new (input: object) => unknown>)[`${name}Command`];
      const sent = Command && (client as { send(command: unknown): Promise<unknown> }).send(new Command({}));
      return sent?.then(
        () => name,
        (error: { $metadata: { httpStatusCode?: number } }) => error.$metadata.httpStatusCode,
      );
    }),
  );

  expect(codes.length).toBeGreaterThan(30);
  // Operations newer than the SDK have no command to send.
  expect([...new Set(codes.filter((code) => code !== undefined))]).toEqual([501]);
});

it('standing by the hour comes to the whole stretch, however it lies', () => {
  const hours = { service: 's', usageType: 'u', unit: 'Hours', tags: {}, quantityAnHour: 2, usdAnHour: 60.5 };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 10 ** 9 }), (from, long) => {
      const all = hoursOf({ ...hours, fromMs: from, toMs: from + long });
      const dollars = all.reduce((sum, one) => sum + one.usd, 0);

      expect(microUsd(Math.round(dollars * 1000))).toBe(Math.round((60.5 * 1000 * long) / HOUR_MS));
    }),
  );
});

it('refuses to look back more than a year with the reason that Billing’s errors have, in the wire log too', async () => {
  await expect(bench.credits.read(NOW_MS - 30 * 24 * HOUR_MS)).rejects.toThrow('GetCredits answered 400');

  const message = 'startDate must not be more than one year in the past.';
  expect(bench.errors).toEqual([{ code: 'ValidationException', message, reason: 'fieldValidationFailed' }]);
});
