import { CREDIT_PROGRAMS } from '@rung/core/cost/bill/credit-programs.ts';
import { type CreditPool, outliving, runwayOf } from '@rung/core/cost/bill/credits.ts';
import { type CreditsErrand, readCreditsWords } from '@rung/core/cost/bill/read-credits-words.ts';
import { whyNotSeeCosts, whyNotStateCredits } from '@rung/core/cost/bill/who-sees-costs.ts';
import type { UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { lookAtHostings } from './look-at-hostings.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'people' | 'hostings' | 'prices' | 'book' | 'messenger'>;

interface Asked {
  readonly by: UserId;
  readonly channel: string;
  readonly words: string;
}

/** "How long do our credits last?", and what somebody states of a pool that AWS does not show. */
export async function showCredits(deps: Needs, asked: Asked): Promise<void> {
  const person = await deps.people.find(asked.by);
  const errand = readCreditsWords(asked.words);
  const refused =
    errand.kind === 'show' ? whyNotSeeCosts(person) : whyNotStateCredits(person, deps.settings.approval.approvers);
  if (refused !== undefined) return tell(deps, asked, refused);
  if (errand.kind === 'unclear') return tell(deps, asked, errand.because);
  if (errand.kind !== 'show')
    await deps.book.keepStated(restated(await deps.book.stated(), errand, deps.clock.nowMs()));
  await showPools(deps, asked);
}

/** What is stated anew takes the place of what was stated under the name before. */
function restated(
  before: readonly CreditPool[],
  errand: Extract<CreditsErrand, { kind: 'state' | 'forget' }>,
  nowMs: number,
): CreditPool[] {
  const others = before.filter(({ name }) => name !== errand.name);
  if (errand.kind === 'forget') return others;
  const { name, remaining, endsAtMs } = errand;
  const pool: CreditPool = {
    ...{ id: `stated:${name}`, name, from: 'stated', initial: undefined, remaining, endsAtMs },
    ...{ startsAtMs: nowMs, asOfMs: nowMs, products: [], isEnabled: true },
  };
  return [...others, pool];
}

async function showPools(deps: Needs, asked: Asked): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const [reading, stated, bill, survey] = await Promise.all([
    deps.book.credits(),
    deps.book.stated(),
    deps.book.bill(),
    lookAtHostings(deps),
  ]);
  const pools = [...(reading?.pools ?? []), ...stated];
  const runway = bill && runwayOf(pools, bill.recent, nowMs);
  const firstMs = runway?.firstDollarMs;
  await deps.messenger.whisper(
    { place: { channel: asked.channel }, user: asked.by },
    {
      kind: 'credits',
      pools,
      runway,
      unread: reading ? reading.unread : 'not-asked',
      readAtMs: reading?.readAtMs,
      outliving: firstMs === undefined ? [] : outliving(survey.looks, firstMs),
      programs: CREDIT_PROGRAMS,
      nowMs,
    },
  );
}

function tell(deps: Needs, { by, channel }: Asked, detail: string): Promise<void> {
  return deps.messenger.whisper(
    { place: { channel }, user: by },
    { kind: 'notice', headline: 'Nothing was shown or changed.', detail },
  );
}
