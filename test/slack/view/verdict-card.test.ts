import { fieldsIn } from '@rung/core/evaluation/metrics/score-answer.ts';
import { checkView } from '@rung/sandbox/slack/block-kit/check-payload.ts';
import { drawCard } from '@rung/slack/view/draw-card.ts';
import { judgementForm, readJudgementForm } from '@rung/slack/view/judgement-form.ts';
import { intervalLine } from '@rung/slack/view/verdict-pictures.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mrkdwnOf } from './read-blocks.ts';
import { QUIET } from './sample-cards.ts';
import { judged, priced, VERDICTS } from './sample-judgements.ts';

const card = (name: string) => {
  const found = VERDICTS.find(([known]) => known === name);
  if (!found) throw new Error(`no sample verdict ${name}`);
  return mrkdwnOf(drawCard({ kind: 'judgement', judgement: judged(QUIET, found[1], found[2]), approvers: [] }));
};

describe('the verdict card', () => {
  it.each([
    [
      'ship',
      /ship the tuned model\.\* It is 20\.0 points better than few-shot \(14\.5 to 25\.5\), for \$320\.00 a month more = \$16\.00 a point\./,
    ],
    ['ship, cheaper', /ship the tuned model\.\* .*, and costs \$50\.00 a month less\./],
    ['keep, better', /keep few-shot\.\* The tuned model is 30\.0 points worse than few-shot \(−/],
    ['keep, too dear', /keep few-shot\.\* .* = \$4,391 a point, and a point is worth \$100\.00 to you\./],
    [
      'keep, price not known',
      /keep few-shot\.\* .*, at a cost that is not known, and a point is worth \$100\.00 to you\./,
    ],
    [
      'too close',
      /too close to call, so keep few-shot\.\* The tuned model is 1\.0 point better than few-shot \(0\.0 to 2\.5\): that may be chance, and it costs \$320\.00 a month more\. It would take about 780 examples/,
    ],
    [
      'a tie',
      /it only ties with few-shot, so keep few-shot\.\* The tuned model is no better and no worse than few-shot \(0\.0 to 0\.0\)/,
    ],
    [
      'needs data',
      /not enough to judge by\.\* Only 20 examples were answered by tuned and by the best of the others; it takes 30\./,
    ],
    ['too many failed', /not enough to judge by\.\* Only 9 of 10 examples/],
  ])('of %s says what to do, how sure that is and what it costs', (name, says) => {
    expect(card(name)[0]).toMatch(says);
  });

  it('says what stands before anything else, when a trial could not be deleted', () => {
    const [, verdict] = VERDICTS[0] ?? [];
    if (!verdict) throw new Error('no sample');
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefghijkl';
    const judgement = { ...judged(QUIET, verdict, undefined), trial: { kind: 'stands', arn } as const };

    const words = mrkdwnOf(drawCard({ kind: 'judgement', judgement, approvers: [] }));

    expect(words[1]).toContain(`Still standing:* \`${arn}\``);
    expect(words.join()).not.toContain('is deleted.');
    expect(words.join()).not.toContain('Nothing stands');
  });

  it('shows of two long labels where they differ', () => {
    const [, verdict] = VERDICTS[0] ?? [];
    if (!verdict) throw new Error('no sample');
    const label = (team: string) => `{"category":"defect","urgency":"normal","reply_tone":"plain","team":"${team}"}`;
    const confusion = {
      labels: [label('software'), label('hardware')],
      counts: [
        [3, 2, 0],
        [0, 3, 0],
      ],
    };
    const judgement = { ...judged(QUIET, verdict, undefined), confusion };

    const words = mrkdwnOf(drawCard({ kind: 'judgement', judgement, approvers: [] })).join('\n');

    expect(words).toContain('The tuned model took …"team":"software"} as …"team":"hardware"} 2×.');
  });
});

describe('of a judgement with partial credit', () => {
  const [, verdict] = VERDICTS[0] ?? [];
  if (!verdict) throw new Error('no sample');
  const sample = judged(QUIET, verdict, undefined);
  const byFields = { ...sample, request: { ...sample.request, metric: { kind: 'json-fields' } as const } };
  const words = (judgement: typeof byFields) =>
    mrkdwnOf(drawCard({ kind: 'judgement', judgement, approvers: [] })).join('\n');

  it('what got better is not said to be right, and what is fully right is counted beside', () => {
    expect(words(byFields)).toContain(
      'From few-shot to tuned, 30 answers got better, 2 worse; fully right: 149 → 179 of 199.',
    );
    expect(words(byFields)).not.toContain('wrong → right');
  });

  it('a flip says how many fields are right now and were before, after its question', () => {
    const flip = { line: 3, kind: 'gained', question: 'Where to?', right: 'a', rival: 'b', tuned: 'c' } as const;
    const flips = [{ ...flip, fields: { of: 4, rival: 1, tuned: 3 } }];

    const list = mrkdwnOf(drawCard({ kind: 'flips', judgement: byFields, rival: 'few-shot', flips, all: 's3://b/k' }));

    expect(list.join('\n')).toContain('*Line 3*, better (3 of 4 fields right, before 1): “Where to?” · right “a”');
    expect(fieldsIn('{"a":1,"b":"x y"}', '{"b":"x  y","a":2}')).toEqual({ right: 1, of: 2 });
  });

  it('an arm whose answers nobody can read is named: it was no rival', () => {
    const results = byFields.results.map((one) => (one.arm === 'prompt' ? { ...one, validJson: 0 } : one));

    expect(words({ ...byFields, results })).toContain('*Compare with care:* no answer of prompt was valid JSON');
    expect(words(byFields)).not.toContain('Compare with care');
  });

  it('a model that is hosted already is not offered to be hosted', () => {
    const hosted = { ...byFields, hostedUntilMs: 9e8 };
    const { blocks } = drawCard({ kind: 'judgement', judgement: hosted, approvers: [] });

    expect(words(hosted)).toMatch(/\*Next:\* nothing; it is hosted already, until/);
    expect(JSON.stringify(blocks)).not.toContain('"Host it"');
  });
});

it('an interval drawn in characters touches no difference exactly where the numbers do', () => {
  const end = fc.double({ min: -1, max: 1, noNaN: true });

  fc.assert(
    fc.property(end, end, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, share) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const line = intervalLine({ low, high, estimate: low + (high - low) * share });
      const marks = line.replace('worse ', '').replace(' better', '');

      expect(marks).toHaveLength(25);
      if (low > 0) expect(marks).toMatch(/^·*0[·─]*[├●]/);
      if (high < 0) expect(marks).toMatch(/[┤●][·─]*0·*$/);
      if (low < -0.1 && high > 0.1) expect(marks).toMatch(/^·+[├●─]+0[─●┤]+·+$/);
    }),
  );
});

it('a judgement without a price says what is reserved for it, on its button too, and claims no limit', () => {
  const judgement = priced(QUIET, { estimate: { kind: 'unknown', why: 'no dated price' } });

  const drawn = drawCard({ kind: 'judgement', judgement, approvers: [] });

  expect(mrkdwnOf(drawn)[0]).toContain('judging it costs an unknown amount; $5.00 is reserved for it.*');
  expect(JSON.stringify(drawn.blocks)).toContain('"Judge, $5.00 reserved"');
});

it('a price says what a trial by the hour is, before anybody confirms it', () => {
  const judgement = priced(QUIET, { serving: 'provisioned', trialHours: 2 });

  const [first] = mrkdwnOf(drawCard({ kind: 'judgement', judgement, approvers: [] }));

  expect(first).toContain(
    'a Provisioned Throughput without a term stands for up to 2 hours, billed by the hour, and is deleted afterwards',
  );
});

it('a better model that only lacks its price is judged again once it has one', () => {
  const next = (name: string) => card(name).find((text) => text.includes('*Next:*'));

  expect(next('keep, price not known')).toMatch(
    /use few-shot .* Once the tuned model has a price \(`\/rung prices refresh`.*judge again\./,
  );
  expect(next('keep, too dear')).toMatch(/The tuned model costs its storage until it is deleted\./);
});

describe('the judgement form', () => {
  it.each(['', 's3://b/k.jsonl'])('that begins with %j is taken by Slack', (heldOut) => {
    const form = judgementForm({
      channel: 'C1',
      launchId: 'lch_0',
      name: '<!channel> *x*'.repeat(9),
      heldOut,
      target: 'macro-f1',
    });

    expect(checkView(form)).toEqual([]);
    expect(form.blocks).toHaveLength(11);
  });

  it('reads what was typed, and what was left empty as the empty text', () => {
    const typed = readJudgementForm({
      heldOut: { value: { value: 's3://b/k' } },
      metric: { value: { selected_option: { value: 'macro-f1' } } },
      shots: { value: { value: null } },
    });

    expect(typed).toMatchObject({ heldOut: 's3://b/k', metric: 'macro-f1', shots: '', budgetUsd: '' });
  });
});
