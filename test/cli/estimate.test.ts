import { describe, expect, it } from 'vitest';
import { rung } from './run-rung.ts';

const TRAFFIC = ['--requests', '2,000,000', '--input', '800', '--output', '120'];

describe('rung estimate', () => {
  it('says in its first line what the traffic costs and where hosting a tune pays', async () => {
    const { code, out } = await rung(['estimate', ...TRAFFIC, '--tokens', '1200000']);
    const words = out.replace(/\s+/g, ' ');

    expect(words).toMatch(/^Nova 2 Lite: At 2,000,000 requests a month the base model costs \$1,188 a month/);
    expect(words).toContain('Training $9.07 once');
    expect(words).toContain('cannot be left before the month ends: $40,150 is owed whatever happens');
    expect(words).toContain('Provisioned, 6 months not known');
    expect(words).toMatch(/On demand from 36,112/);
    // The price of the six-month term is not known, and a pipeline must not take that for a zero.
    expect(code).toBe(1);
  });

  it('prints whole micro-dollars for programs, and null where no price is known', async () => {
    const { out } = await rung(['estimate', ...TRAFFIC, '--json']);
    const { hostings } = JSON.parse(out) as {
      hostings: { name: string; monthlyMicroUsd: number | null; beats: Record<string, unknown> }[];
    };

    expect(hostings.find(({ name }) => name === 'on-demand')).toMatchObject({
      monthlyMicroUsd: 1_081_950_000,
      beats: { prompt: { kind: 'from', requests: 36_112 } },
    });
    expect(hostings.find(({ name }) => name === 'throughput-6-months')?.monthlyMicroUsd).toBeNull();
  });

  it.each([
    [['--method', 'cpt', '--tokens', '40,000,000', '--epochs', '1'], 'Training $151.20 once'],
    [['--method', 'reinforcement-fine-tuning', '--training-hours', '2-6.5'], 'Training hours not known once;'],
    [
      ['--method', 'distillation', '--model', 'amazon.nova-micro-v1:0:128k', '--prompts', '5,000', '--epochs', '2'],
      'Together $12.76–15.88 once, all of it',
    ],
    [['--method', 'import', '--import-units', '2', '--copies', '3'], 'Copies that answer $1,252–15,027 a month'],
    [['--method', 'router', '--other-model', 'amazon.nova-pro-v1:0:300k'], 'Answers $858.00–2,432 a month'],
    [['--method', 'rag', '--tokens', '30,000,000', '--store-usd', '90'], 'Embedding the corpus $0.60 once'],
    [['--method', 'prompt', '--evaluation', '200'], 'Evaluation answers $0.09–0.15 once'],
  ])('%j costs: %s', async (args, line) => {
    const { out, err } = await rung(['estimate', ...TRAFFIC, ...args]);

    expect(err).toBe('');
    expect(out.replace(/\s+/g, ' ')).toContain(line);
  });

  it.each([
    [['--requests', '1e6', '--input', '1', '--output', '1'], /--requests is "1e6"; give a whole number/],
    [['--requests', '5'], /--input and --output/],
    [[...TRAFFIC, '--model', 'nobody.model'], /Nothing was estimated/],
    [['--requests', '100000000000', '--input', '9999999', '--output', '1'], /more than \$9 billion/],
    [[...TRAFFIC, '--busiest-hour', '50'], /--busiest-hour is "50"/],
    [[...TRAFFIC, '--method', 'magic'], /--method is "magic"; there are prompt, fine-tuning/],
    [[...TRAFFIC, '--method', 'distillation'], /--prompts is needed for --method distillation/],
    [[...TRAFFIC, '--method', 'reinforcement-fine-tuning'], /give hours, "4" or "2-6\.5"/],
    [[...TRAFFIC, '--method', 'router'], /--other-model is needed/],
  ])('refuses %j with what to give', async (args, message) => {
    const { code, out, err } = await rung(['estimate', ...args]);

    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});
