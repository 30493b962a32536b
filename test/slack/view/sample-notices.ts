import type { Card } from '@rung/core/chat/card.ts';
import type { UserGroupId } from '@rung/core/ids.ts';
import { usd } from '@rung/core/money.ts';
import { BO } from '../../core/launch/plans.ts';
import type { Stuff } from './stuff.ts';

/** A notice with everything that it can hold. */
export const noticeOf = ({ text }: Stuff): [string, Card] => [
  'notice',
  {
    ...{ kind: 'notice', headline: text, said: text, to: [{ kind: 'group', id: 'S0OWNERS' as UserGroupId }] },
    detail: `<@${BO}> approved it. \`/rung launch\` opens the form.`,
  },
];

export function aboutCards(stuff: Stuff): [string, Card][] {
  const unknown = { talkedDown: 3, priced: 0, atMost: undefined, pricesAsOf: [] };
  const known = { talkedDown: 3, priced: 2, atMost: usd('44165'), pricesAsOf: ['2026-08-02'] };
  const grown = { rulesVersion: stuff.text, region: stuff.text, tally: { answered: 9, endedLight: 7 } };
  const fresh = { rulesVersion: '1', region: 'us-east-1', tally: { answered: 0, endedLight: 0 } };
  return [
    ['about', { ...grown, kind: 'about', notSpent: known }],
    ['about, prices not known', { ...grown, kind: 'about', notSpent: unknown }],
    ['about, new', { ...fresh, kind: 'about', notSpent: { ...unknown, talkedDown: 0 } }],
  ];
}
