import type { CheckOffers } from '@rung/core/dataset/job/check-offers.ts';
import { namesPrice } from '@rung/core/dataset/names/names-price.ts';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, type CardBlock, context, count, safeUpTo } from './blocks.ts';
import { LIMITS } from './limits.ts';

const LONGEST_STEPS = 1200;

/** What a check's card offers: a repaired copy, and a look for names and addresses with its price before it. */
export function offerBlocks({ ticket, names, repair }: CheckOffers): CardBlock[] {
  // A button that cannot carry its ticket would do something else than it says.
  if (ticket.length > LIMITS.buttonValue) return [];
  const copy = { actionId: ACTIONS.takeCopy, text: 'Take the repaired copy', value: ticket, style: 'primary' } as const;
  const look = names && {
    actionId: ACTIONS.lookForNames,
    text: `Look for names and addresses (${count(names.requests, 'request')})`,
    value: ticket,
    confirm: {
      title: 'Send a sample to Amazon Comprehend?',
      text: `In this account and region: ${namesPrice(names, true)}. English and Spanish only; nothing is kept there.`,
      yes: 'Send the sample',
    },
  };
  return [
    ...(repair.length > 0 ? [context(safeUpTo(LONGEST_STEPS, `A repaired copy would: ${repair.join(' ')}`))] : []),
    ...actions([...(repair.length > 0 ? [button(copy)] : []), ...(look ? [button(look)] : [])]),
    ...(names
      ? [context(safeUpTo(LONGEST_STEPS, `Names and addresses were not looked for: ${namesPrice(names, true)}.`))]
      : []),
  ];
}
