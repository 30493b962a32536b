import type { Card } from '@rung/core/chat/card.ts';
import { compareServing } from '@rung/core/cost/compare-serving.ts';
import { unbilled } from '@rung/core/cost/estimate-training.ts';
import { priceTable } from '@rung/core/cost/price-table.ts';
import { servingChoice } from '@rung/core/cost/serving-choice.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { otherDay } from '@rung/core/cost/spiky-day.ts';
import { tunableIn } from '@rung/core/dataset/base-models.ts';
import type { DatasetFinding, DatasetReport } from '@rung/core/dataset/dataset-report.ts';
import type { NamesResult } from '@rung/core/dataset/names/names-findings.ts';
import { decide } from '@rung/core/diagnosis/decide.ts';
import { readText } from '@rung/core/diagnosis/read-text.ts';
import type { Verdict } from '@rung/core/diagnosis/verdict.ts';
import type { LossVerdict } from '@rung/core/evaluation/loss-verdict.ts';
import type { Approval } from '@rung/core/launch/approval-rule.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import {
  type Done,
  isSettled,
  type JobProgress,
  type Launch,
  type Refused,
  type Requested,
} from '@rung/core/launch/launch.ts';
import { groupLaunches } from '@rung/core/launch/launch-groups.ts';
import type { Plan } from '@rung/core/launch/plan.ts';
import { type FineTuning, isTrained, LAUNCH_KINDS, type ModelName, type Recipe } from '@rung/core/launch/recipe.ts';
import { usd } from '@rung/core/money.ts';
import type { S3Uri } from '@rung/core/s3-uri.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { ANA, BO, POLICY, planOf, waiting } from '../../core/launch/plans.ts';
import { FORMS, recipeOfKind } from '../../core/launch/requests.ts';
import { costCards } from './sample-costs.ts';
import { everyEvaluation } from './sample-evaluations.ts';
import { explanations } from './sample-explanations.ts';
import { hostings } from './sample-hostings.ts';
import { everyJudgement } from './sample-judgements.ts';
import { leaseCards } from './sample-leases.ts';
import { aboutCards, noticeOf } from './sample-notices.ts';
import { many, type Stuff } from './stuff.ts';

export const QUIET: Stuff = { text: 'quiet', many: 3 };

/** Every kind of card in every state that it can be shown in, by a name for the test's report. */
export function everyCard(stuff: Stuff): [string, Card][] {
  return [
    ...talk(stuff),
    ...launches(stuff),
    ...everyJudgement(stuff),
    ...everyEvaluation(stuff),
    ...hostings(stuff),
    ...leaseCards(stuff),
    ...plain(stuff),
  ];
}

const PROBLEMS = [
  'our model doesn’t know our contracts, should we fine-tune?',
  'The model knows the answer but one in ten comes back in the wrong JSON. We have 400 reviewed examples. We tried few-shot, it falls short.',
  'The big model is great at our triage but 3 million requests a month cost too much.',
  'hello',
];

function verdicts(stuff: Stuff): Verdict[] {
  return PROBLEMS.map((text) => {
    const verdict = decide(readText([{ role: 'user', text }]));
    const [fact] = verdict.facts;
    return {
      ...verdict,
      evidence: verdict.evidence.flatMap((one) => many(stuff, (i) => ({ ...one, quote: `${i} ${stuff.text}` }))),
      struck: fact
        ? many(stuff, () => ({
            fact: { ...fact, quote: stuff.text },
            by: { origin: 'answer' as const, quote: stuff.text },
          }))
        : [],
    };
  });
}

function talk(stuff: Stuff): [string, Card][] {
  return [
    ...verdicts(stuff).flatMap((verdict): [string, Card][] => [
      [`diagnosis ${verdict.method}`, { kind: 'diagnosis', verdict, asked: undefined }],
      [`diagnosis ${verdict.method}, by command`, { kind: 'diagnosis', verdict, asked: { by: ANA, text: stuff.text } }],
      [`why not, ${verdict.method}`, { kind: 'why-not', verdict }],
    ]),
    ...explanations(stuff),
    [
      'dataset, bad',
      {
        kind: 'dataset',
        by: 'U0ANA',
        uri: `s3://b/${stuff.text}`.slice(0, 1088),
        ...checkedJob(report(stuff, 'error'), stuff),
        report: 'unavailable',
        offers: offers(stuff),
      },
    ],
    [
      'dataset, so-so',
      {
        kind: 'dataset',
        by: 'U0ANA',
        uri: `s3://b/${stuff.text}`.slice(0, 1088),
        ...checkedJob(report(stuff, 'warning'), stuff),
        report: 'coming',
        offers: offers(stuff),
      },
    ],
    [
      'dataset, good',
      {
        kind: 'dataset',
        by: 'U0ANA',
        uri: 's3://b/k',
        ...checkedJob(report({ ...stuff, many: 0 }, 'error'), stuff),
        report: 'attached',
        offers: { ticket: 'e|s3://b/k', names: undefined, repair: [] },
      },
    ],
    ['names found', { kind: 'names', by: 'U0ANA', result: namesResult(stuff) }],
    ['no names found', { kind: 'names', by: 'U0ANA', result: namesResult({ ...stuff, many: 0 }) }],
    ['copy that passes', copyCard({ ...stuff, many: 0 })],
    ['copy that does not', copyCard(stuff)],
  ];
}

const offers = (stuff: Stuff) => ({
  ticket: `etag|s3://b/${stuff.text}`,
  names: { requests: 100, units: 2000 },
  repair: many(stuff, () => stuff.text),
});

function namesResult(stuff: Stuff): NamesResult {
  const findings = many(stuff, (i) => ({ line: i + 1, field: stuff.text, kind: 'name' as const, count: i + 1 }));
  const request = { line: 1, language: 'en' as const, text: stuff.text, fields: [] };
  const sample = { requests: [request], amount: { requests: 1, units: 3 }, otherLanguage: stuff.many, cut: stuff.many };
  return { sample, findings, unread: stuff.many, records: 320 };
}

function copyCard(stuff: Stuff): Card {
  const uri = `s3://b/${stuff.text}`.slice(0, 1088);
  const sets = (['training', 'validation', 'test'] as const).map((set) => ({ set, uri, records: 100 }));
  return { kind: 'copy', by: 'U0ANA', uri, ...checkedJob(report(stuff, 'error'), stuff), sets, manifest: uri };
}

function checkedJob(training: DatasetReport, stuff: Stuff) {
  const file = { name: `s3://b/${stuff.text}`, bytes: 1, isRereadable: true, open: noBytes };
  const { records, findings, countsByRule, ready, truncated } = training;
  const set = { set: 'training' as const, file, records, findings, countsByRule, hasError: !ready, truncated };
  const checked = { ready, training, sets: [set, { ...set, set: 'validation' as const }], gaps: [stuff.text] };
  return { job: { model: { ...planOf().recipe.base, name: stuff.text }, method: 'fine-tuning' as const }, checked };
}

async function* noBytes(): AsyncGenerator<Uint8Array> {
  yield* [];
}

function report(stuff: Stuff, severity: 'error' | 'warning'): DatasetReport {
  const rule = severity === 'error' ? 'json-syntax' : 'duplicate';
  const finding = (i: number): DatasetFinding => ({
    line: i + 1,
    column: 2,
    rule,
    severity,
    message: stuff.text,
    fix: stuff.text,
  });
  const quantiles = { p5: 1, median: 2, p95: 3, max: 4 };
  return {
    ready: severity !== 'error' || stuff.many === 0,
    judgement: stuff.many === 0 ? 'ready' : severity === 'error' ? 'not-ready' : 'ready-with-care',
    format: 'conversation',
    records: 320,
    bytes: 1000,
    tokens: { estimate: 1000, low: 900, high: 1100, how: stuff.text },
    findings: many(stuff, finding),
    countsByRule: { [rule]: stuff.many * 4 },
    truncated: true,
    shape: {
      duplicates: 0,
      contradictions: 0,
      completions: { kind: 'prose' },
      labels: [],
      promptTokens: quantiles,
      completionTokens: quantiles,
    },
    outlook: {
      examples: 'good',
      epochs: 2,
      tokens: { estimate: 2000, low: 1800, high: 2200 },
      steps: 9,
      facts: many(stuff, () => stuff.text),
    },
  };
}

const LOSSES: readonly LossVerdict[] = [
  { kind: 'learned', from: 1.9, to: 1.1, measuredOn: 'validation', flatFromStep: 66 },
  { kind: 'learned', from: 1.9, to: 1.1, measuredOn: 'training', flatFromStep: undefined },
  { kind: 'overfit', best: 1.1, last: 1.4, afterEpoch: 1 },
  { kind: 'flat', from: 1.9, to: 1.88 },
  { kind: 'unstable', from: 1.9, to: 2.4 },
];

/** A launch in every state, with `stuff` wherever somebody else's words stand. */
export function everyLaunch(stuff: Stuff): [string, Launch][] {
  // A model's name has at most 40 characters, an address in S3 1,088.
  const [name, dataset] = [stuff.text.slice(0, 40) as ModelName, stuff.text.slice(0, 1088) as S3Uri];
  const recipe: FineTuning = { ...planOf().recipe, name, dataset };
  const { state: _, plan: before, planHash, expiresAtMs: __, taskToken: ___, ...rest } = waiting();
  const diagnosis = {
    threadKey: 'C1:1.1',
    method: 'rag',
    rulesVersion: '1',
    against: { rule: stuff.text, because: stuff.text },
  } as const;
  const base = { ...rest, recipe, diagnosis, override: { by: ANA, reason: stuff.text } };
  const plan = { ...before, recipe, validation: before.training };
  const unpriced = {
    ...plan,
    estimate: { kind: 'unknown', why: stuff.text, billedTokens: { estimate: 1, low: 1, high: 1 } } as const,
  };
  const approval: Approval = { planHash, by: BO, atMs: 5000, amount: usd('7.40') };
  const findings = many(
    stuff,
    (i): Finding => ({ level: 'stop', rule: stuff.text, message: stuff.text, remedy: stuff.text, line: i + 1 }),
  );
  const warnings = findings.map((finding) => ({ ...finding, level: 'warn' as const }));
  const asked = {
    ...base,
    state: 'awaitingApproval',
    plan,
    planHash,
    warnings,
    expiresAtMs: 9000,
    taskToken: 't',
  } as const;
  const refused = (reason: Refused['reason']): Refused => ({ ...base, state: 'refused', reason });
  const points = Array.from({ length: 20 }, (_, i) => ({ step: i * 1000, epoch: 0, loss: 2 / (i + 1) }));
  const done = (verdict: LossVerdict, cost: 'known' | 'unknown'): Launch => ({
    ...base,
    ...{
      state: 'done',
      plan,
      approval,
      startedAtMs: 0,
      endedAtMs: HOUR_MS,
      jobArn: stuff.text,
      modelArn: stuff.text,
      verdict,
    },
    curve:
      verdict.kind === 'unreadable'
        ? { training: [], validation: [] }
        : { training: points, validation: points.slice(3, 9) },
    cost: cost === 'known' ? usd('6.83') : undefined,
  });
  const billed = { amount: usd('7.11'), readAtMs: 9 * HOUR_MS, difference: stuff.text };
  const training = { ...base, state: 'training', plan, approval, warnings, startedAtMs: 6000 } as const;
  const stopped = { ...base, state: 'stopped', plan, approval, startedAtMs: 6000, endedAtMs: HOUR_MS } as const;
  const running = (all: readonly JobProgress[]) =>
    all.map((progress): [string, Launch] => [`training, ${progress}`, { ...training, progress }]);
  return [
    ['requested', { ...base, state: 'requested' }],
    ['checked', { ...base, state: 'checked', plan, warnings }],
    ['waiting', asked],
    ['waiting, no diagnosis, no warning', { ...asked, diagnosis: undefined, override: undefined, warnings: [] }],
    ['waiting, price unknown', { ...asked, plan: unpriced }],
    ['approved', { ...base, state: 'approved', plan, approval, warnings }],
    ['approved by the rule', { ...base, state: 'approved', plan, approval: { ...approval, by: undefined }, warnings }],
    ['training', training],
    ['training, price unknown', { ...base, state: 'training', plan: unpriced, approval, warnings, startedAtMs: 6000 }],
    ...LOSSES.map((verdict, i): [string, Launch] => [`done ${verdict.kind} ${i}`, done(verdict, 'known')]),
    ['done, on the bill', { ...(done({ kind: 'unreadable', why: stuff.text }, 'known') as Done), billed }],
    ['done unreadable, cost unknown', done({ kind: 'unreadable', why: stuff.text }, 'unknown')],
    ['refused for findings', refused({ kind: 'findings', findings })],
    ['refused for one finding', refused({ kind: 'findings', findings: findings.slice(0, 1) })],
    ['denied', refused({ kind: 'denied', by: BO, atMs: 7000 })],
    ['withdrawn', refused({ kind: 'denied', by: ANA, atMs: 7000 })],
    ['expired', refused({ kind: 'expired', atMs: 8000 })],
    ['changed', refused({ kind: 'changed', what: stuff.text })],
    ['failed', { ...base, state: 'failed', plan, approval, why: stuff.text, jobArn: stuff.text }],
    ['failed without a job', { ...base, state: 'failed', plan, approval, why: stuff.text, jobArn: undefined }],
    ...running(['accepted', 'validating', 'processing', 'training', 'stalled']),
    ['training, to be stopped', { ...training, stop: { by: BO, atMs: 6500 } }],
    ['stopped', { ...stopped, by: BO, jobArn: stuff.text }],
    ['stopped in AWS', { ...stopped, by: undefined, jobArn: stuff.text }],
    ['stopped before a job was made', { ...stopped, by: ANA, jobArn: undefined }],
    [
      'unknown',
      { ...base, state: 'unknown', plan, approval, warnings, startedAtMs: 6000, sinceMs: 9000, why: stuff.text },
    ],
    ...everyKind(stuff, { base, plan, approval }),
  ];
}

/** A launch of every kind under way, and made where nothing is trained. */
function everyKind(
  stuff: Stuff,
  of: { base: Omit<Requested, 'state'>; plan: Plan; approval: Approval },
): [string, Launch][] {
  return LAUNCH_KINDS.flatMap((kind): [string, Launch][] => {
    const recipe: Recipe = { ...recipeOfKind(FORMS[kind]), name: of.base.recipe.name };
    const plan: Plan = { ...of.plan, recipe, estimate: unbilled(stuff.text) };
    const base = { ...of.base, recipe, plan, approval: of.approval, startedAtMs: 6000 };
    const made = { ...base, endedAtMs: HOUR_MS, jobArn: stuff.text, made: stuff.text, note: stuff.text };
    return [
      [`under way: ${kind}`, { ...base, state: 'training', warnings: [] }],
      ...(isTrained(recipe) ? [] : [[`made: ${kind}`, { ...made, state: 'made' }] satisfies [string, Launch]]),
    ];
  });
}

function launches(stuff: Stuff): [string, Card][] {
  const all = everyLaunch(stuff);
  const [, first] = all[0] ?? [];
  return [
    ...all.flatMap(([name, launch]): [string, Card][] => [
      [`launch ${name}`, { kind: 'launch', launch, approvers: [] }],
      [`launch ${name}, approvers named`, { kind: 'launch', launch, approvers: [BO, 'U0FAY'] }],
      ...(isSettled(launch) ? [[`end of ${name}`, { kind: 'launch-ended', launch }] satisfies [string, Card]] : []),
      ...('approval' in launch
        ? [[`approval of ${name}`, { kind: 'launch-approved', launch }] satisfies [string, Card]]
        : []),
      ...(launch.state === 'training'
        ? [[`stall of ${name}`, { kind: 'launch-stalled', launch }] satisfies [string, Card]]
        : []),
      ...(launch.state === 'done'
        ? [[`losses of ${name}`, { kind: 'loss-curve', launch }] satisfies [string, Card]]
        : []),
      ...(launch.state === 'refused' && launch.reason.kind === 'findings'
        ? [[`findings of ${name}`, { kind: 'findings', findings: launch.reason.findings }] satisfies [string, Card]]
        : []),
    ]),
    [
      'launches',
      {
        kind: 'launches',
        groups: groupLaunches(
          [...all.map(([, launch]) => launch), ...many(stuff, () => first).filter((one) => one !== undefined)],
          BO,
          POLICY,
        ),
      },
    ],
    ['no launches', { kind: 'launches', groups: groupLaunches([], BO, POLICY) }],
    ['moved', { kind: 'launch-moved', from: 'C1' }],
    ['orphan', { kind: 'orphan-job', job: { name: stuff.text, arn: stuff.text } }],
  ];
}

function estimateOf(requestsAMonth: number, base: string): Card {
  const traffic = { requestsAMonth, inputTokens: 800, outputTokens: 120, activeHoursADay: 24, busiestHourPercent: 100 };
  const [model] = tunableIn('us-east-1').filter(({ name }) => name === 'Nova 2 Lite');
  if (!model) throw new Error('Nova 2 Lite is not in the table');
  const comparison = compareServing(servingChoice(model, 'us-east-1', traffic), shippedPrice);
  const other = otherDay(comparison, shippedPrice);
  const measured = { kind: 'measured', days: 14, daysWithTraffic: 9, modelIds: [base], untilMs: 1 } as const;
  return { kind: 'estimate', base, comparison, other, basis: requestsAMonth === 0 ? { kind: 'stated' } : measured };
}

function pricesOf(why: string): Extract<Card, { kind: 'prices' }> {
  const rows = priceTable('us-east-1', shippedPrice);
  const faults = Array.from({ length: 60 }, (_, index) => ({
    usageType: `USE1-${index}`,
    why: `USE1-${index} ${why}`,
  }));
  return { kind: 'prices', region: 'us-east-1', rows, readAtMs: 1, faults };
}

function plain(stuff: Stuff): [string, Card][] {
  return [
    ['help', { kind: 'help' }],
    ...[0, 2_000_000].map((requests): [string, Card] => [`estimate of ${requests}`, estimateOf(requests, stuff.text)]),
    ...aboutCards(stuff),
    ['prices', pricesOf(stuff.text)],
    ['prices, AWS not asked', { ...pricesOf(stuff.text), faults: [], readAtMs: undefined }],
    ...costCards(stuff),
    noticeOf(stuff),
  ];
}
