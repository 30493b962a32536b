import { answer } from '@rung/sandbox/bedrock/small-model/answer.ts';
import type { Example } from '@rung/sandbox/bedrock/small-model/features.ts';
import { packModel, unpackModel } from '@rung/sandbox/bedrock/small-model/model-file.ts';
import type { Network } from '@rung/sandbox/bedrock/small-model/network.ts';
import { createPace } from '@rung/sandbox/bedrock/small-model/pace.ts';
import { pieces } from '@rung/sandbox/bedrock/small-model/pieces.ts';
import { type TrainingPlan, train } from '@rung/sandbox/bedrock/small-model/train.ts';
import { learnVocabulary } from '@rung/sandbox/bedrock/small-model/vocabulary.ts';
import { withinBudget } from '@rung/sandbox/bedrock/small-model/work-budget.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asExample, labelOf, makeTickets, type Ticket } from './tickets.ts';

const PLAN: TrainingPlan = { seed: 7, epochs: 2, learningRate: 1, warmupSteps: 10 };
const TRAINING = makeTickets(320, 1);
const HELD_OUT = makeTickets(100, 2);

const trainOn = (examples: Example[], plan: Partial<TrainingPlan> = {}, validation: Example[] = []) =>
  train({ examples, validation: [validation] }, { ...PLAN, ...plan }, createPace());

async function exactAnswers(network: Network, tickets: Ticket[]): Promise<number> {
  const answers = await Promise.all(tickets.map((ticket) => answer(network, asExample(ticket).prompt)));
  return answers.filter((text, index) => text === labelOf(tickets[index] as Ticket)).length / tickets.length;
}

/** Share of the commonest label: what always answering the same gets right. */
function majority(tickets: Ticket[]): number {
  const counts = new Map<string, number>();
  for (const ticket of tickets) counts.set(labelOf(ticket), (counts.get(labelOf(ticket)) ?? 0) + 1);
  return Math.max(...counts.values()) / tickets.length;
}

const lastLoss = (rows: readonly { loss: number }[] = []) => rows.at(-1)?.loss ?? Number.NaN;
const lowestLoss = (rows: readonly { loss: number }[] = []) => Math.min(...rows.map(({ loss }) => loss));

describe('what it learns', () => {
  test('at the default rate it answers tickets that it has never seen, far above the commonest label', async () => {
    const { network } = await trainOn(TRAINING.map(asExample));

    const right = await exactAnswers(network, HELD_OUT);

    expect(majority(HELD_OUT)).toBeLessThan(0.3);
    expect(right).toBeGreaterThan(0.85);
  });

  test('every answer to an unseen ticket is well-formed JSON', async () => {
    const { network } = await trainOn(TRAINING.map(asExample));

    const answers = await Promise.all(HELD_OUT.map((ticket) => answer(network, asExample(ticket).prompt)));

    for (const text of answers) expect(Object.keys(JSON.parse(text))).toEqual(['category', 'priority']);
  });

  test('labels that were shuffled among the tickets teach it nothing about new ones', async () => {
    const labels = makeTickets(320, 99).map(labelOf);
    const shuffled = TRAINING.map((ticket, index) => ({ ...asExample(ticket), completion: labels[index] ?? '' }));
    const { network } = await trainOn(shuffled);

    const right = await exactAnswers(network, HELD_OUT);

    expect(right).toBeLessThan(majority(HELD_OUT) + 0.1);
  });

  test('a tenth of the default rate leaves it visibly under-trained', async () => {
    const validation = HELD_OUT.map(asExample);
    const slow = await trainOn(TRAINING.map(asExample), { learningRate: 0.1 }, validation);
    const usual = await trainOn(TRAINING.map(asExample), {}, validation);

    expect(lastLoss(slow.validation[0])).toBeGreaterThan(2 * lastLoss(usual.validation[0]));
    expect(await exactAnswers(slow.network, HELD_OUT)).toBeLessThan(0.6);
  });

  test('the highest rate with many epochs on few noisy records overfits: validation loss falls, then rises', async () => {
    const rise = async (seed: number, plan: Partial<TrainingPlan>) => {
      const few = makeTickets(40, seed, 0.6).map(asExample);
      const fresh = makeTickets(100, seed + 1, 0.6).map(asExample);
      const { validation } = await trainOn(few, plan, fresh);
      return lastLoss(validation[0]) / lowestLoss(validation[0]);
    };

    const mean = async (plan: Partial<TrainingPlan>) => {
      const rises = await Promise.all([10, 20, 30, 40, 50, 60].map((seed) => rise(seed, plan)));
      return rises.reduce((sum, one) => sum + one, 0) / rises.length;
    };

    expect(await mean({ epochs: 5, learningRate: 10 })).toBeGreaterThan(1.2);
    expect(await mean({ epochs: 2, learningRate: 1 })).toBeLessThan(1.12);
  });

  test('a long warm-up slows the start', async () => {
    const early = async (warmupSteps: number) => {
      const { training } = await trainOn(TRAINING.map(asExample), { warmupSteps });
      return training[12]?.loss ?? Number.NaN;
    };

    expect(await early(80)).toBeGreaterThan(1.5 * (await early(0)));
  });
});

describe('how it runs', () => {
  test('the same data and seed give the same curve; other data gives another', async () => {
    const curve = async (tickets: Ticket[]) => (await trainOn(tickets.map(asExample))).training;

    const first = await curve(TRAINING);

    expect(await curve(TRAINING)).toEqual(first);
    expect(await curve(makeTickets(320, 5))).not.toEqual(first);
  });

  test('losses are those of a uniform guess at first, and 80 steps are two epochs of 320 records', async () => {
    const { training, network } = await trainOn(TRAINING.map(asExample), { learningRate: 1e-9 });

    expect(training[0]?.loss).toBeCloseTo(Math.log(network.vocabulary.tokens.length), 1);
    expect(training.length).toBe(80);
    expect(training.at(-1)).toMatchObject({ step: 79, epoch: 1 });
  });

  test('the event loop gets turns while it trains', async () => {
    let turns = 0;
    const count = () => {
      turns++;
      next = setImmediate(count);
    };
    let next = setImmediate(count);

    await trainOn(TRAINING.map(asExample), { epochs: 12 });
    clearImmediate(next);

    expect(turns).toBeGreaterThan(5);
  });

  test('a called-off training rejects with the reason', async () => {
    const abort = new AbortController();
    const training = train({ examples: TRAINING.map(asExample), validation: [] }, PLAN, createPace(abort.signal));
    abort.abort(new Error('enough'));

    await expect(training).rejects.toThrow('enough');
  });

  test('a packed model answers as before', async () => {
    const { network } = await trainOn(TRAINING.map(asExample));
    const packed = await packModel(network);

    const unpacked = await unpackModel(packed);

    expect(packed.length).toBeLessThan(3_000_000);
    expect(await exactAnswers(unpacked, HELD_OUT)).toBe(await exactAnswers(network, HELD_OUT));
  });

  test('a file beyond the budget is read in part, evenly', () => {
    const examples = Array.from({ length: 20_000 }, (_, index) => ({
      prompt: { system: '', earlier: '', user: `q${index}` },
      completion: `${index} ${'many words '.repeat(100)}`,
    }));

    const used = withinBudget(examples, 5);

    expect(used.length).toBeGreaterThan(50);
    expect(used.length).toBeLessThan(2_000);
    expect(Number(used.at(-1)?.prompt.user.slice(1))).toBeGreaterThan(19_000);
    expect(withinBudget(TRAINING.map(asExample), 5)).toHaveLength(320);
  });
});

describe('its tokens', () => {
  test('pieces put together are the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => pieces(text).join('') === text));
  });

  test('a text made of characters that it has learnt survives encoding', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 8 }), (texts) => {
        const vocabulary = learnVocabulary(texts);
        for (const text of texts) expect(vocabulary.decode(vocabulary.encode(text))).toBe(text);
      }),
    );
  });
});
