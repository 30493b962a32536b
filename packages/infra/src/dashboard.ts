import { nameIn } from './deployment.ts';

/** A graph of the one dashboard: figures of Rung's own, or of its functions by the parts of their names. */
interface Graph {
  readonly title: string;
  readonly metrics: readonly (readonly [metric: string, statistic: 'Sum' | 'Maximum' | 'p50' | 'p99'])[];
}

const GRAPHS: readonly Graph[] = [
  {
    title: 'Launches',
    metrics: [
      ['LaunchesRequested', 'Sum'],
      ['LaunchesDone', 'Sum'],
      ['LaunchesRefused', 'Sum'],
      ['LaunchesFailed', 'Sum'],
      ['LaunchesUnknown', 'Sum'],
    ],
  },
  {
    title: 'Idle, US dollars an hour',
    metrics: [
      ['IdleFoundUsdPerHour', 'Sum'],
      ['IdleStoppedUsdPerHour', 'Sum'],
    ],
  },
  {
    title: 'Time to an answer, ms',
    metrics: [
      ['AnswerMs', 'p50'],
      ['AnswerMs', 'p99'],
    ],
  },
  {
    title: 'Open: oldest launch and evaluation in hours, news owed in minutes, bugs',
    metrics: [
      ['OldestOpenLaunchHours', 'Maximum'],
      ['OldestOpenEvaluationHours', 'Maximum'],
      ['OwedMinutes', 'Maximum'],
      ['Bugs', 'Sum'],
    ],
  },
];

/** Everything that the functions count, on one page; three dashboards are without charge (CloudWatch pricing page, read 2026-11-20). */
export function dashboard(region: $util.Input<string>) {
  const widgets = GRAPHS.map(({ title, metrics }, index) => ({
    type: 'metric',
    ...{ x: (index % 2) * 12, y: Math.floor(index / 2) * 6, width: 12, height: 6 },
    properties: {
      title,
      region,
      period: 3600,
      view: 'timeSeries',
      metrics: metrics.map(([metric, stat]) => ['Rung', metric, 'Stage', $app.stage, { stat }]),
    },
  }));
  new aws.cloudwatch.Dashboard('Overview', {
    dashboardName: nameIn($app.stage, 'overview'),
    dashboardBody: $jsonStringify({ widgets }),
  });
}
