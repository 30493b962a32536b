import type { Card } from '@rung/core/chat/card.ts';
import { passesToHosting } from '@rung/core/evaluation/judgement/judgement.ts';
import type { Done, Made } from '@rung/core/launch/launch.ts';
import { ACTIONS } from '../action-ids.ts';
import { actions, button, call, context, count, type Drawn, drawn, moment, safe, safeUpTo, section } from './blocks.ts';
import { goes } from './imported-words.ts';
import { leaseButtons, newEndWords, termWords } from './lease-card.ts';
import { howWords } from './lease-end-card.ts';
import { capital, enderWords, modelWords, monthWords, whoWords } from './lease-words.ts';

const LONGEST_WHY = 1000;

/** What is said once in the thread of a lease; an edit notifies nobody. */
export function leaseNote({ lease, note, owners, pressers }: Extract<Card, { kind: 'lease-note' }>): Drawn {
  const to = `<@${lease.requester}>`;
  const all = [to, ...owners.map(call)].join(' ');
  const name = modelWords(lease);
  const buttons =
    lease.state === 'standing'
      ? [...leaseButtons(lease), context(whoWords(lease, pressers), `Extended, it stands ${newEndWords(lease)}.`)]
      : [];
  const end = 'endsAtMs' in lease ? moment(lease.endsAtMs) : '';
  switch (note.kind) {
    case 'stands':
      return drawn(`${to} *${name} answers.* It ends ${end}; the day before, I ask here.`, []);
    case 'ends-soon':
      return drawn(`${all} *${name} is deleted ${end} unless somebody extends it.* ${capital(monthWords(lease))}.`, [
        ...(lease.state === 'standing' ? termWords(lease) : []),
        context('Silence stops it. If it is in use then, it stays and I ask again.'),
        ...goes(lease),
        ...buttons,
      ]);
    case 'stopping':
      return drawn(
        `${to} *${name}: its time is over and nobody extended it.* The card above has a minute to keep it.`,
        [],
      );
    case 'stays':
      return drawn(`${all} *${name} was not deleted.* ${safeUpTo(LONGEST_WHY, note.because)}`, [
        context(`It goes on: ${monthWords(lease)}. Extend it or stop it; Rung does neither by itself.`),
        ...buttons,
      ]);
    case 'in-doubt':
      return drawn(
        `${to} *I don’t know whether ${name} was deleted.* AWS took the request and the answer was lost. I look again within the hour.`,
        [],
      );
    case 'ended':
      return drawn(
        `${to} ${name}: ${lease.state === 'ended' ? 'no longer hosted' : 'not hosted'}. The card above has the rest.`,
        [],
      );
    default:
      return note satisfies never;
  }
}

/** What a question of the thread says once it is answered: no button, and nobody is called. */
export function leaseAnswer({ lease, isAskedAgain }: Extract<Card, { kind: 'lease-answer' }>): Drawn {
  const name = modelWords(lease);
  switch (lease.state) {
    case 'standing': {
      if (isAskedAgain) return drawn(`*${name}: asked again since.* The newer question is below in this thread.`, []);
      const last = lease.extensions.at(-1);
      const who = last ? ` by <@${last.by ?? ''}>, ${moment(last.atMs)}` : '';
      return drawn(
        `*${name}: extended, hosted until ${moment(lease.endsAtMs)}*${who}. The card above has its buttons.`,
        [],
      );
    }
    case 'stopping':
      return drawn(
        `*${name}: stopping*, ${enderWords(lease.by)}. Until it is deleted, the card above can keep it.`,
        [],
      );
    case 'deleting':
      return drawn(`*${name}: being deleted*, ${enderWords(lease.by)}, ${moment(lease.atMs)}.`, []);
    case 'ended':
      return drawn(`*${name}: no longer hosted.* ${howWords(lease)}`, []);
    default:
      return lease satisfies never;
  }
}

/** `/rung host`: finished models, each with the way to its form. */
export function modelsToHostCard({ launches }: Extract<Card, { kind: 'models-to-host' }>): Drawn {
  if (launches.length === 0)
    return drawn('*No model to host yet.* A launch has to finish first; `/rung jobs` shows where they stand.', []);
  const shown = launches.slice(0, MOST_SHOWN);
  return drawn(
    `*${count(launches.length, 'finished model')} can be hosted.* One that a judgement passed needs no reason.`,
    [
      ...shown.flatMap((launch) => [
        section(`*${safe(launch.recipe.name)}* · ${judgedWords(launch)} · asked by <@${launch.requester}>`),
        ...actions([button({ actionId: ACTIONS.host, text: 'Host it', value: launch.id })]),
      ]),
      ...(launches.length > MOST_SHOWN ? [context(`And ${launches.length - MOST_SHOWN} older ones.`)] : []),
    ],
  );
}

function judgedWords(launch: Done | Made): string {
  if (launch.state === 'made') return 'imported, and judged by nobody';
  if (launch.judged?.isUnpriced) return 'clearly better, and its judgement knew no price of it';
  return passesToHosting(launch.judged).kind === 'passed' ? 'its judgement says to ship it' : 'no judgement passed it';
}

const MOST_SHOWN = 10;
