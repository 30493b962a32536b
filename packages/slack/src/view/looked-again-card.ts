import type { JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import type { CriterionNow } from '@rung/core/evaluation/judgement/reversal.ts';
import { context, type Drawn, drawn, moment, safe, section } from './blocks.ts';
import { criterionWords } from './verdict-words.ts';

/** A verdict looked at again after 30 days: what has turned, what holds, and what nobody can know. */
export function lookedAgainCard(card: {
  judgement: JudgedJudgement;
  criteria: readonly CriterionNow[];
  requestsAMonth: number | undefined;
}): Drawn {
  const { judgement, criteria, requestsAMonth } = card;
  const turned = criteria.filter(({ kind }) => kind === 'turned');
  const headline =
    turned.length > 0
      ? `the verdict of ${moment(judgement.endedAtMs)} no longer holds as it stood.`
      : `nothing that Rung can see has turned the verdict of ${moment(judgement.endedAtMs)}.`;
  const lines = criteria.map(
    (criterion) => `• ${WORDS[criterion.kind]}: ${criterionWords(criterion.criterion)}${whyOf(criterion)}`,
  );
  const traffic =
    requestsAMonth === undefined
      ? 'No traffic to the tuned model is on record for the last 30 days.'
      : `${requestsAMonth.toLocaleString('en-US')} requests to the tuned model in the last 30 days; the verdict was for ${judgement.request.requestsAMonth.toLocaleString('en-US')} a month.`;
  return drawn(`<@${judgement.requester}> *${safe(judgement.model.name)}: ${headline}*`, [
    ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
    ...(turned.length > 0
      ? [section('*Next:* judge it again from the launch’s card, with the numbers of today.')]
      : []),
    context(traffic, 'Rung looks at a verdict once, 30 days after it.'),
  ]);
}

const WORDS = { turned: 'Turned', holds: 'Not so', 'not-known': 'Not known' } as const;
const whyOf = (criterion: CriterionNow) => (criterion.kind === 'not-known' ? ` (${safe(criterion.why)})` : '');
